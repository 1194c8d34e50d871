package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an objective is met, as measured. Immutable.
 *
 * @param objective the objective
 * @param state the answer
 * @param measured what was measured; null when there is nothing to measure
 * @param explanation one sentence for people
 * @param warning what threatens an objective that is still met; else null
 */
public record RecoveryStatus(
        RecoveryObjective objective,
        State state,
        @Nullable Duration measured,
        String explanation,
        @Nullable String warning) {

    /** The answer. */
    public enum State {
        MET,
        BREACHED,
        /** Nobody knows: it was never measured, or couldn't be. Never to be read as met. */
        UNKNOWN
    }

    public RecoveryStatus {
        requireNonNull(objective, "objective");
        requireNonNull(state, "state");
        requireNonNull(explanation, "explanation");
    }

    static RecoveryStatus unknown(RecoveryObjective objective, String explanation) {
        return new RecoveryStatus(objective, State.UNKNOWN, null, explanation, null);
    }

    static RecoveryStatus breached(RecoveryObjective objective, @Nullable Duration measured, String explanation) {
        return new RecoveryStatus(objective, State.BREACHED, measured, explanation, null);
    }

    static RecoveryStatus compared(RecoveryObjective objective, Duration measured, String explanation) {
        State state = measured.compareTo(objective.limit()) > 0 ? State.BREACHED : State.MET;
        return new RecoveryStatus(objective, state, measured, explanation, null);
    }

    RecoveryStatus withWarning(String text) {
        return new RecoveryStatus(objective, state, measured, explanation, text);
    }

    /** What was measured, if anything could be. */
    public Optional<Duration> measurement() {
        return Optional.ofNullable(measured);
    }

    /** What threatens an objective that is still met. */
    public Optional<String> threat() {
        return Optional.ofNullable(warning);
    }
}
