package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Calls, time, rejections and failures by command. Source: INFO Commandstats; the last two since Redis 6.2. */
final class CommandStats implements RedisCollector {
    static final String SECTION = "Commandstats";
    static final String PREFIX = "cmdstat_";

    private static final Family CALLS = Family.counter("redis_commands_total", "Calls of the command.", "cmd");
    private static final Family SECONDS = Family.counter(
            "redis_commands_duration_seconds_total", "Seconds the command took, all calls together.", "cmd");
    private static final Family REJECTED = Family.counter(
            "redis_commands_rejected_calls_total", "Calls refused before they ran: rights, arguments, memory.", "cmd");
    private static final Family FAILED =
            Family.counter("redis_commands_failed_calls_total", "Calls that ran and failed.", "cmd");

    @Override
    public String name() {
        return "commandstats";
    }

    @Override
    public List<Family> families() {
        return List.of(CALLS, SECONDS, REJECTED, FAILED, RowLimit.DROPPED);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        SampleTable.Builder table = SampleTable.labelled("cmd");
        int calls = table.column(CALLS);
        int seconds = table.column(SECONDS);
        int rejected = table.column(REJECTED);
        int failed = table.column(FAILED);
        RowLimit limit = new RowLimit();
        InfoLine line = session.info().rows(SECTION);
        while (line.next()) {
            Optional<String> command = line.nameAfter(PREFIX);
            OptionalDouble count = line.number("calls");
            if (command.isEmpty() || count.isEmpty() || !limit.admits()) {
                continue;
            }
            table.row(command.get())
                    .set(calls, count)
                    .set(seconds, InfoNumber.divided(line.number("usec"), 1e6))
                    .set(rejected, line.number("rejected_calls"))
                    .set(failed, line.number("failed_calls"));
        }
        return Collected.of(table.build(), limit.dropped(name()));
    }
}
