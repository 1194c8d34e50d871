package com.allodoc.ops.backup;

import java.util.Locale;

/**
 * The calendar periods of which a rule keeps the newest backup, from fine to coarse. Days, ISO weeks, months and years
 * are those of the policy's zone; an hour is a local hour, so the hour that the autumn change repeats is one period.
 */
public enum RetentionPeriod {
    /** No period at all: every backup is its own. */
    LAST,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    /** {@code daily}, {@code weekly}, …, {@code last}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
