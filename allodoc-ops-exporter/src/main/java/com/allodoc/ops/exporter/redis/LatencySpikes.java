package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;

/** The last latency spike by event. Source: LATENCY LATEST; empty while {@code latency-monitor-threshold} is 0. */
final class LatencySpikes implements RedisCollector {
    private static final RedisCommand LATEST =
            RedisCommand.of("+latency|latest", "LATENCY", "LATEST").when(ServerKind.STORE);
    private static final Family LAST = Family.gauge(
            "redis_latency_spike_last", "When the event last spiked, in seconds since 1970.", "event_name");
    private static final Family DURATION =
            Family.gauge("redis_latency_spike_duration_seconds", "Seconds the last spike took.", "event_name");

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public List<Family> families() {
        return List.of(LAST, DURATION);
    }

    @Override
    public List<RedisCommand> commands() {
        return List.of(LATEST);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(LATEST);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        SampleTable.Builder table = SampleTable.labelled("event_name");
        int last = table.column(LAST);
        int duration = table.column(DURATION);
        RowLimit limit = new RowLimit();
        for (RedisReply event : session.reply(LATEST).orElseThrow().list()) {
            Optional<String> name = event.text(0);
            if (name.isPresent() && limit.admits()) {
                table.row(name.get())
                        .set(last, event.at(1).number())
                        .set(duration, InfoNumber.divided(event.at(2).number(), 1e3));
            }
        }
        return Collected.of(table.build());
    }
}
