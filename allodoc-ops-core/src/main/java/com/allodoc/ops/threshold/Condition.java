package com.allodoc.ops.threshold;

/** The answer to "does the alert's condition hold now?", where not knowing is an answer of its own. */
public enum Condition {
    MET,
    NOT_MET,
    NO_DATA;

    public static Condition of(boolean met) {
        return met ? MET : NOT_MET;
    }

    /** Both must be met (Kleene's three-valued logic): one that is not met decides even when the other is unknown. */
    public Condition and(Condition other) {
        if (this == NOT_MET || other == NOT_MET) {
            return NOT_MET;
        }
        return this == NO_DATA || other == NO_DATA ? NO_DATA : MET;
    }
}
