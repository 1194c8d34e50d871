package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Who the server is, as labels, and when it started. Source: INFO, several sections. The labels are the same for every
 * server; redis_exporter adds the two of Valkey only there.
 */
final class InstanceInfo implements RedisCollector {
    private static final String MODE = "redis_mode";
    private static final String[] LABELS = {
        "role",
        "redis_version",
        "redis_build_id",
        MODE,
        "os",
        "maxmemory_policy",
        "tcp_port",
        "run_id",
        "process_id",
        "master_replid",
        "valkey_version",
        "valkey_release_stage"
    };
    private static final List<InfoName> NAMES =
            Stream.of(LABELS).map(InfoName::of).toList();
    private static final InfoName VALKEYS_MODE = InfoName.of("server_mode");
    private static final InfoName UPTIME = InfoName.of("uptime_in_seconds");

    private static final Family INFO =
            Family.gauge("redis_instance_info", "1; the labels say what the server is.", LABELS);
    private static final Family START_TIME = Family.gauge(
            "redis_start_time_seconds", "When the server started, in seconds since 1970, by the exporter's clock.");

    private final InstantSource clock;

    InstanceInfo(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "instance";
    }

    @Override
    public List<Family> families() {
        return List.of(INFO, START_TIME);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        InfoReply info = session.info();
        SampleTable.Builder table = SampleTable.labelled(LABELS);
        int column = table.column(INFO);
        String[] values = new String[LABELS.length];
        for (int i = 0; i < LABELS.length; i++) {
            values[i] = text(info, NAMES.get(i));
        }
        table.row(values).set(column, 1);
        OptionalDouble uptime = info.number(UPTIME);
        if (uptime.isEmpty()) {
            return Collected.of(table.build());
        }
        Instant now = clock.instant();
        double start = (double) now.getEpochSecond() - uptime.getAsDouble();
        return Collected.of(table.build(), SampleTable.single(START_TIME, start));
    }

    /** Valkey has given up {@code redis_mode} for {@code server_mode}. */
    private static String text(InfoReply info, InfoName field) {
        Optional<String> text = info.text(field);
        return (text.isEmpty() && field.toString().equals(MODE) ? info.text(VALKEYS_MODE) : text).orElse("");
    }
}
