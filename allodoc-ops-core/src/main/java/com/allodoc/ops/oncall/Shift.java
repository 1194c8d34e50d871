package com.allodoc.ops.oncall;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Occurrence;

/**
 * One person answering for one stretch of time. Immutable.
 *
 * @param person who answers
 * @param when from the handoff, which is inside, to the next, which is not
 * @param layer name of the layer it comes from, or {@code override}
 * @param rule why this person, in words
 */
public record Shift(String person, Occurrence when, String layer, String rule) {

    public Shift {
        requireNonNull(person, "person");
        requireNonNull(when, "when");
        requireNonNull(layer, "layer");
        requireNonNull(rule, "rule");
    }

    /** Layer and rule: {@code primary (turn 12 of ...)}. */
    String why() {
        return layer + " (" + rule + ")";
    }

    Shift during(Occurrence part) {
        return new Shift(person, part, layer, rule);
    }
}
