package com.allodoc.ops.check;

/** How much a check says about the whole that it is part of. */
public enum Impact {
    /** Without it nothing works: its status counts as it is. */
    REQUIRED(CheckStatus.CRITICAL),
    /** Without it something works less well: counts as WARNING at worst, so it takes no instance out of service. */
    DEGRADED(CheckStatus.WARNING),
    /** Shown, never counted. */
    INFORMATIONAL(CheckStatus.OK);

    private final CheckStatus worst;

    Impact(CheckStatus worst) {
        this.worst = worst;
    }

    /** What {@code status} counts for in an aggregate. */
    public CheckStatus cap(CheckStatus status) {
        return status.compareTo(worst) > 0 ? worst : status;
    }
}
