package com.allodoc.ops.oncall;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Notify {@code who}, then wait. Immutable.
 *
 * @param thenWait elapsed time until the next step, whatever the clocks do; zero notifies the next one at once
 */
public record EscalationStep(EscalationTarget who, Duration thenWait) {

    public EscalationStep {
        requireNonNull(who, "who");
        if (thenWait.isNegative()) {
            throw new IllegalArgumentException(
                    "thenWait must not be negative but is " + thenWait + "; use zero for at once");
        }
    }
}
