package com.allodoc.ops.threshold;

/** What a policy makes of an evaluation without a value. Whichever it is, the no-data condition is raised in time. */
public enum MissingData {
    /** Keep the state as it is, and call it stale. The default. */
    HOLD,
    /** Take it for a good value, as Prometheus does with an absent series. */
    CLEAR,
    /** Take it for a bad value on every limit the policy has. */
    RAISE;

    Condition condition() {
        return switch (this) {
            case HOLD -> Condition.NO_DATA;
            case CLEAR -> Condition.NOT_MET;
            case RAISE -> Condition.MET;
        };
    }
}
