package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CheckMonitor} believes about a check, and what people have been told. Immutable.
 *
 * @param phase whether the status is confirmed
 * @param status the status; {@code UNKNOWN} before the first result
 * @param confirmed the last confirmed status; {@code UNKNOWN} before there was one
 * @param attempt the failure in a row that a soft status is at; 1 in every other phase
 * @param successes successes in a row since a confirmed problem, while they are too few to end it
 * @param since when the status became what it is, or null before the first result
 * @param flaps the history of changes
 * @param acknowledgement who has taken the problem, or null
 * @param told what people know
 * @param surroundings what the check was last seen in
 */
public record CheckState(
        Phase phase,
        CheckStatus status,
        CheckStatus confirmed,
        int attempt,
        int successes,
        @Nullable Instant since,
        FlapDetector flaps,
        @Nullable Acknowledgement acknowledgement,
        Told told,
        Surroundings surroundings) {

    /** How sure the status is. */
    public enum Phase {
        /** No result yet. */
        PENDING,
        /** Failing, but not often enough in a row. */
        SOFT,
        /** Confirmed. */
        HARD
    }

    /**
     * What people have been told, so that nothing is told twice or forgotten.
     *
     * @param status the last problem told, {@code OK} when there was none or its end was told
     * @param flapping whether they were told that it flaps
     * @param owed whether a problem that was told must be told again: a window closed over it, an acknowledgement expired
     */
    public record Told(CheckStatus status, boolean flapping, boolean owed) {
        static final Told NOTHING = new Told(CheckStatus.OK, false, false);

        public Told {
            requireNonNull(status, "status");
        }
    }

    /**
     * What the check was in when it was last looked at.
     *
     * @param maintenance whether a window was open for it
     * @param hiddenBy the failing parents that make it unreachable
     * @param visibleSince when its parents came back
     * @param outdated whether the newest result is from before {@code visibleSince}, and so says nothing about the child
     */
    public record Surroundings(boolean maintenance, List<String> hiddenBy, Instant visibleSince, boolean outdated) {
        static final Surroundings NORMAL = new Surroundings(false, List.of(), Instant.MIN, false);

        public Surroundings {
            requireNonNull(visibleSince, "visibleSince");
            hiddenBy = List.copyOf(hiddenBy);
        }

        boolean isOutdated(CheckResult result) {
            return result.startedAt().isBefore(visibleSince);
        }

        Surroundings withOutdated(boolean outdated) {
            return new Surroundings(maintenance, hiddenBy, visibleSince, outdated);
        }
    }

    public CheckState {
        requireNonNull(phase, "phase");
        requireNonNull(status, "status");
        requireNonNull(confirmed, "confirmed");
        requireNonNull(flaps, "flaps");
        requireNonNull(told, "told");
        requireNonNull(surroundings, "surroundings");
        if (attempt < 1 || successes < 0) {
            throw new IllegalArgumentException(
                    "attempt must be at least 1 and successes at least 0, not " + attempt + " and " + successes);
        }
    }

    /** Before the first result. */
    public static CheckState pending(FlapDetector flaps) {
        return new CheckState(
                Phase.PENDING,
                CheckStatus.UNKNOWN,
                CheckStatus.UNKNOWN,
                1,
                0,
                null,
                flaps,
                null,
                Told.NOTHING,
                Surroundings.NORMAL);
    }

    public boolean isPending() {
        return phase == Phase.PENDING;
    }

    /** Whether the status is confirmed and what was asked does not work: this hides children. */
    public boolean isHardDown() {
        return phase == Phase.HARD && !status.isSuccess();
    }

    /** Whether a parent that is down makes any news from this check worthless. */
    public boolean isUnreachable() {
        return !surroundings.hiddenBy().isEmpty();
    }

    /** Whether {@code result} tells nothing but what is already believed, leaving every count where it is. */
    boolean isConfirmedBy(CheckResult result) {
        return phase == Phase.HARD
                && status == result.status()
                && successes == 0
                && flaps.isSteadyWith(result.status())
                && surroundings.outdated() == surroundings.isOutdated(result);
    }
}
