package com.allodoc.ops.check;

import com.allodoc.ops.threshold.Level;
import java.util.Collection;

/**
 * The verdict of a check, from good to bad: the natural order is the one for aggregation, in which not knowing is worse
 * than a warning.
 */
public enum CheckStatus {
    OK(0),
    WARNING(1),
    /** Could not be determined: the check ran out of time or broke, never ran, or its result is stale. */
    UNKNOWN(3),
    CRITICAL(2);

    private final int exitCode;

    CheckStatus(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a monitoring plugin: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether what was asked still works: OK and WARNING. The boolean that load balancers want. */
    public boolean isSuccess() {
        return this == OK || this == WARNING;
    }

    /** The worse of the two. */
    public CheckStatus worse(CheckStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The worst of all; {@code OK} for none. */
    public static CheckStatus worstOf(Collection<CheckStatus> statuses) {
        return statuses.stream().reduce(OK, CheckStatus::worse);
    }

    static CheckStatus of(Level level) {
        return switch (level) {
            case OK -> OK;
            case WARNING -> WARNING;
            case CRITICAL -> CRITICAL;
        };
    }
}
