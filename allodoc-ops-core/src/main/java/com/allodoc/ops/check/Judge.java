package com.allodoc.ops.check;

import com.allodoc.ops.threshold.Level;
import com.allodoc.ops.threshold.ThresholdPolicy;
import com.allodoc.ops.threshold.ThresholdState;
import java.time.Instant;

/** Holds one number of a check against its policy, and remembers what hysteresis and waiting times need. Thread-safe. */
final class Judge {

    private final ThresholdPolicy policy;
    private final String name;
    private final String unit;
    private ThresholdState state = ThresholdState.initial();
    private boolean seen;

    Judge(ThresholdPolicy policy, String name, String unit) {
        this.policy = policy;
        this.name = name;
        this.unit = unit;
    }

    /** UNKNOWN without any value so far, or when values have been missing for too long. NaN is a missing value. */
    synchronized CheckStatus judge(double value, Instant now) {
        state = policy.next(state, value, now);
        seen |= !Double.isNaN(value);
        return seen && !state.isNoData() ? CheckStatus.of(state.level()) : CheckStatus.UNKNOWN;
    }

    /** The number beside the limit that it broke, or the first it could break. */
    synchronized Measurement measurement(double value) {
        return new Measurement(name, value, unit, policy.limitAt(state.raised()));
    }

    /** The result for one value: {@code subject} says what of, for people. */
    CheckResult conclude(CheckContext context, String subject, double value) {
        CheckStatus status = judge(value, context.clock().instant());
        if (Double.isNaN(value)) {
            return context.result(status, subject + ": no value, held at " + status);
        }
        String verdict =
                subject + (isWaiting(status) ? " beyond its limit, but not for long enough yet" : word(status));
        return context.result(status, verdict).withMeasurement(measurement(value));
    }

    private synchronized boolean isWaiting(CheckStatus status) {
        return status == CheckStatus.OK && state.raised() != Level.OK;
    }

    private static String word(CheckStatus status) {
        return status == CheckStatus.OK ? " within its limits" : " beyond its limit";
    }
}
