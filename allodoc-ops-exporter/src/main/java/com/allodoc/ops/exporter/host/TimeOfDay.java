package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The machine's clock, for a comparison with Prometheus's. */
final class TimeOfDay {
    private static final Family SECONDS =
            Family.gauge("node_time_seconds", "The time of the machine, in seconds since 1970.");

    private TimeOfDay() {}

    static HostCollector collector(InstantSource clock) {
        return new HostCollector("time", List.of(SECONDS), (session, deadline) -> {
            Instant now = clock.instant();
            return List.of(SampleTable.single(SECONDS, (double) now.getEpochSecond() + now.getNano() / 1e9));
        });
    }
}
