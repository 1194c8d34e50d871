package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one alert stands, with the timing of Prometheus' rule evaluator. Immutable; {@link #next} returns {@code this}
 * while nothing changes, so judging a steady value allocates nothing.
 *
 * <ul>
 *   <li>Inactive becomes pending at the first evaluation that meets the condition.
 *   <li>Pending fires when {@code now - activeAt >= for}; one evaluation that does not meet it starts over.
 *   <li>Firing ends when the condition does, or {@code keep_firing_for} after its first miss; a hit cancels that.
 *   <li>No data changes nothing: whoever has no data should say so separately (see {@link ThresholdPolicy}).
 * </ul>
 *
 * <p>Source: {@code AlertingRule.Eval} of Prometheus 2.42 and later, except for the input without data, which Prometheus
 * treats as not met.
 */
public sealed interface AlertState permits AlertState.Inactive, AlertState.Pending, AlertState.Firing {

    /** How long a resolved alert is still told as resolved, in case a message was lost. */
    Duration RESOLVED_RETENTION = Duration.ofMinutes(15);

    /** The state after one more evaluation at {@code now}; {@code this} when nothing changed. */
    AlertState next(Condition condition, Instant now, AlertTiming timing);

    default boolean isFiring() {
        return false;
    }

    default boolean isPending() {
        return false;
    }

    /** An alert that was never active. */
    static AlertState inactive() {
        return Inactive.NEVER;
    }

    /**
     * Not active.
     *
     * @param resolvedAt when it stopped firing, or null when it never fired
     */
    record Inactive(@Nullable Instant resolvedAt) implements AlertState {

        private static final Inactive NEVER = new Inactive(null);

        @Override
        public AlertState next(Condition condition, Instant now, AlertTiming timing) {
            if (condition != Condition.MET) {
                return this;
            }
            return timing.pendingFor().isZero() ? new Firing(now, now, null) : new Pending(now);
        }

        /** Whether its end is so recent that it should still be sent: 15 minutes, that instant included. */
        public boolean isRecentlyResolved(Instant now) {
            return resolvedAt != null && !now.isAfter(resolvedAt.plus(RESOLVED_RETENTION));
        }
    }

    /**
     * The condition holds, but not for long enough yet.
     *
     * @param activeAt the first evaluation that met the condition
     */
    record Pending(Instant activeAt) implements AlertState {
        public Pending {
            requireNonNull(activeAt, "activeAt");
        }

        @Override
        public AlertState next(Condition condition, Instant now, AlertTiming timing) {
            if (condition == Condition.NOT_MET) {
                return inactive();
            }
            boolean due = condition == Condition.MET && AlertTiming.hasPassed(timing.pendingFor(), activeAt, now);
            return due ? new Firing(activeAt, now, null) : this;
        }

        @Override
        public boolean isPending() {
            return true;
        }
    }

    /**
     * Firing, perhaps only because it is being kept.
     *
     * @param activeAt the first evaluation that met the condition
     * @param firedAt the evaluation at which it fired
     * @param clearSince the first evaluation that no longer met the condition, or null while it holds
     */
    record Firing(
            Instant activeAt, Instant firedAt, @Nullable Instant clearSince) implements AlertState {
        public Firing {
            requireNonNull(activeAt, "activeAt");
            requireNonNull(firedAt, "firedAt");
        }

        @Override
        public AlertState next(Condition condition, Instant now, AlertTiming timing) {
            return switch (condition) {
                case NO_DATA -> this;
                case MET -> clearSince == null ? this : new Firing(activeAt, firedAt, null);
                case NOT_MET -> clear(now, timing.keepFiringFor());
            };
        }

        private AlertState clear(Instant now, Duration keepFiringFor) {
            Instant since = clearSince == null ? now : clearSince;
            if (AlertTiming.hasPassed(keepFiringFor, since, now)) {
                return new Inactive(now);
            }
            return clearSince == null ? new Firing(activeAt, firedAt, now) : this;
        }

        @Override
        public boolean isFiring() {
            return true;
        }
    }
}
