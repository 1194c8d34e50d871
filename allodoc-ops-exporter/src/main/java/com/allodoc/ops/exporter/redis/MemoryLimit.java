package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The memory that counts as full: {@code maxmemory}, or the budget of the plan where that is 0, so that a server without
 * a limit has one to be alerted on. Source: INFO Memory and the configuration.
 */
final class MemoryLimit implements RedisCollector {
    private static final Family LIMIT = Family.gauge(
            "allodoc_redis_memory_limit_bytes",
            "Bytes that count as full: maxmemory, or the budget where the server has no limit.",
            "source");

    private final long budget;

    MemoryLimit(RedisWatch watch) {
        this.budget = watch.memoryBudget();
    }

    @Override
    public String name() {
        return "memory_limit";
    }

    @Override
    public List<Family> families() {
        return List.of(LIMIT);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        OptionalDouble configured = session.info().number("maxmemory");
        if (configured.isEmpty()) {
            return Collected.of();
        }
        boolean limited = configured.getAsDouble() > 0;
        SampleTable.Builder table = SampleTable.labelled("source");
        int column = table.column(LIMIT);
        table.row(limited ? "maxmemory" : "budget").set(column, limited ? configured.getAsDouble() : (double) budget);
        return Collected.of(table.build());
    }
}
