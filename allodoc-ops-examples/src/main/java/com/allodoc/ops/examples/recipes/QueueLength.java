package com.allodoc.ops.examples.recipes;

import com.allodoc.ops.check.CheckDefinition;
import com.allodoc.ops.check.Checks;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Thresholds on a gauge that the application has anyway: a queue that is too long, with hysteresis. */
public final class QueueLength {

    /** Warns above 80 until it is back at 50; critical above 95 once that has lasted five minutes. */
    public static final ThresholdPolicy POLICY = ThresholdPolicy.builder()
            .warning(Threshold.above(80).holdUntil(50))
            .critical(Threshold.above(95))
            .pendingFor(Duration.ofMinutes(5))
            .build();

    private QueueLength() {}

    /** A check of the gauge {@code queue.length}; without the gauge it is UNKNOWN, not fine. */
    public static CheckDefinition check(MeterRegistry registry) {
        return CheckDefinition.builder(
                        "queue", Checks.measure("queue_length", "jobs", POLICY, context -> length(registry)))
                .period(Duration.ofSeconds(15))
                .groups("ready")
                .build();
    }

    private static double length(MeterRegistry registry) {
        var gauge = registry.find("queue.length").gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }
}
