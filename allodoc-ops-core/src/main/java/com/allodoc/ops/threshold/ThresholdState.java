package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

/**
 * What a {@link ThresholdPolicy} remembers of one measurement from one evaluation to the next. Immutable.
 *
 * @param raised the level of the last value, hysteresis included, before any waiting time
 * @param warning the alert behind the warning limit
 * @param critical the alert behind the critical limit
 * @param noData the alert about missing values
 */
public record ThresholdState(Level raised, AlertState warning, AlertState critical, AlertState noData) {

    private static final ThresholdState INITIAL =
            new ThresholdState(Level.OK, AlertState.inactive(), AlertState.inactive(), AlertState.inactive());

    public ThresholdState {
        requireNonNull(raised, "raised");
        requireNonNull(warning, "warning");
        requireNonNull(critical, "critical");
        requireNonNull(noData, "noData");
    }

    /** Before the first evaluation. */
    public static ThresholdState initial() {
        return INITIAL;
    }

    /** The worst level whose alert fires. */
    public Level level() {
        if (critical.isFiring()) {
            return Level.CRITICAL;
        }
        return warning.isFiring() ? Level.WARNING : Level.OK;
    }

    /** Whether the last value was missing, so that the level is an older one. */
    public boolean isStale() {
        return noData.isPending() || noData.isFiring();
    }

    /** Whether values have been missing for as long as the policy allows. */
    public boolean isNoData() {
        return noData.isFiring();
    }
}
