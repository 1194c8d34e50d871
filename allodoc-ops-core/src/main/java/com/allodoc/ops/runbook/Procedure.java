package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How something is done, phase by phase. Immutable.
 *
 * @param name unique in its runbook, such as {@code service-down}; alerts refer to it and pages have it as anchor
 * @param title for people
 * @param purpose what it is for
 * @param window the maintenance window that must be open; null when it may be done at any time
 * @param phases in order; never empty
 * @see #builder(String, Purpose)
 */
public record Procedure(
        String name,
        String title,
        Purpose purpose,
        @Nullable String window,
        List<Phase> phases) {

    /** What a procedure is for. */
    public enum Purpose {
        /** Answers an alert or an incident. */
        RESPONSE,
        /** Makes a copy. */
        BACKUP,
        /** Brings back what was lost. */
        RECOVERY,
        /** Rehearses bringing it back. */
        DRILL,
        /** Keeps the system in order. */
        MAINTENANCE
    }

    /**
     * Steps with a common time box. Immutable.
     *
     * @param timeBox how long it may take before somebody must be told; null for as long as it takes
     * @param steps in order; never empty
     */
    public record Phase(String title, @Nullable Duration timeBox, List<Step> steps) {
        public Phase {
            Words.requireText(title, "title");
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("steps of phase " + title + " are empty; leave the phase out");
            }
            if (timeBox != null && (timeBox.isNegative() || timeBox.isZero())) {
                throw new IllegalArgumentException("timeBox of phase " + title + " must be positive, not " + timeBox
                        + "; leave it out for as long as it takes");
            }
        }
    }

    public Procedure {
        Words.requireText(name, "name");
        Words.requireText(title, "title");
        requireNonNull(purpose, "purpose");
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("phases of procedure " + name + " are empty; write down what is done");
        }
    }

    /** Starts a procedure that may be done at any time. */
    public static Builder builder(String name, Purpose purpose) {
        return new Builder(name, purpose);
    }

    /** All steps in order. */
    public List<Step> steps() {
        return phases.stream().flatMap(phase -> phase.steps().stream()).toList();
    }

    /** Collects a procedure. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final Purpose purpose;
        private @Nullable String title;
        private @Nullable String window;
        private final List<Phase> phases = new ArrayList<>();

        private Builder(String name, Purpose purpose) {
            this.name = name;
            this.purpose = purpose;
        }

        /** What people call it; its name when left out. */
        public Builder title(String value) {
            title = value;
            return this;
        }

        /** To be done while this maintenance window is open, and at no other time. */
        public Builder inWindow(String value) {
            window = value;
            return this;
        }

        /** A phase that takes as long as it takes. */
        public Builder phase(String phaseTitle, Step... steps) {
            phases.add(new Phase(phaseTitle, null, List.of(steps)));
            return this;
        }

        /** A phase with a time box. */
        public Builder phase(String phaseTitle, Duration timeBox, Step... steps) {
            phases.add(new Phase(phaseTitle, requireNonNull(timeBox, "timeBox"), List.of(steps)));
            return this;
        }

        public Procedure build() {
            return new Procedure(name, title == null ? name : title, purpose, window, phases);
        }
    }
}
