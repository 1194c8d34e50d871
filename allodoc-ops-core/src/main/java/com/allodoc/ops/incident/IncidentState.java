package com.allodoc.ops.incident;

/**
 * Where an incident stands: triggered, acknowledged, mitigated, resolved, reviewed, in this order, or cancelled. Steps may be
 * skipped; the only way back is a reopening, to {@link #TRIGGERED}.
 */
public enum IncidentState {
    /** Detected; nobody has taken it yet. */
    TRIGGERED(true),
    /** Somebody has taken it. */
    ACKNOWLEDGED(true),
    /** Users no longer suffer; stability is being watched. */
    MITIGATED(true),
    /** Over. Waits for its review, and may be reopened. */
    RESOLVED(false),
    /** Over and learned from. Never reopened: what fires again is a new incident linked to this one. */
    REVIEWED(false),
    /** Was none: a false alarm or a duplicate opened by hand. */
    CANCELLED(false);

    private final boolean open;

    IncidentState(boolean open) {
        this.open = open;
    }

    /** Whether somebody still has to act before the incident is over. */
    public boolean isOpen() {
        return open;
    }
}
