package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;

/**
 * How many slow commands are logged, and the last of them. Source: SLOWLOG LEN and GET 1; of what the command was and who
 * sent it nothing is read. The zeros of an empty log are redis_exporter's.
 */
final class SlowLog implements RedisCollector {
    private static final RedisCommand LEN =
            RedisCommand.of("+slowlog|len", "SLOWLOG", "LEN").when(ServerKind.STORE);
    private static final RedisCommand LAST =
            RedisCommand.of("+slowlog|get", "SLOWLOG", "GET", "1").when(ServerKind.STORE);
    private static final Family LENGTH = Family.gauge("redis_slowlog_length", "Entries in the log of slow commands.");
    private static final Family LAST_ID =
            Family.gauge("redis_slowlog_last_id", "Number of the last entry; 0 when there is none.");
    private static final Family LAST_DURATION = Family.gauge(
            "redis_last_slow_execution_duration_seconds", "Seconds the last slow command took; 0 when there is none.");

    @Override
    public String name() {
        return "slowlog";
    }

    @Override
    public List<Family> families() {
        return List.of(LENGTH, LAST_ID, LAST_DURATION);
    }

    @Override
    public List<RedisCommand> commands() {
        return List.of(LEN, LAST);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(LEN, LAST);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        SampleTable.Builder table = SampleTable.labelled();
        table.row();
        session.reply(LEN)
                .ifPresent(reply -> reply.number().ifPresent(length -> table.set(table.column(LENGTH), length)));
        RedisReply last = session.reply(LAST).map(reply -> reply.at(0)).orElseThrow();
        table.set(table.column(LAST_ID), last.at(0).number().orElse(0));
        table.set(table.column(LAST_DURATION), last.at(2).number().orElse(0) / 1e6);
        return Collected.of(table.build());
    }
}
