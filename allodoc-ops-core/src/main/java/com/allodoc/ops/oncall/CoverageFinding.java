package com.allodoc.ops.oncall;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Occurrence;

/** Something about a schedule that its owner should see. Immutable. */
public record CoverageFinding(Kind kind, Occurrence when, String explanation) {

    /** What is wrong. */
    public enum Kind {
        /** Nobody answers. */
        GAP,
        /** Two people of equal rank are down for the same time. */
        DOUBLE_COVER,
        /** The hours of two people differ by more than one turn, which taking turns cannot cause. */
        UNBALANCED
    }

    public CoverageFinding {
        requireNonNull(kind, "kind");
        requireNonNull(when, "when");
        requireNonNull(explanation, "explanation");
    }
}
