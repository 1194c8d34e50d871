package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one measurement: a warning and a critical limit, each with its waiting times, and what happens when
 * no value comes. Immutable; {@link #next} and {@link #judge} allocate nothing while the state stays the same.
 *
 * <p>A missing value is {@code NaN}. A hold limit applies while the last value was at that level or a worse one
 * (Netdata), whether or not the alert has fired yet.
 *
 * @param warning the milder limit, or null for none
 * @param critical the harder limit, or null for none; evaluated first
 * @param noDataTiming how long values may be missing before that is an alert of its own
 * @param missingData what the limits make of a missing value
 */
public record ThresholdPolicy(
        @Nullable Tier warning, @Nullable Tier critical, AlertTiming noDataTiming, MissingData missingData) {

    /** How long values may be missing unless a policy says otherwise. */
    public static final Duration DEFAULT_NO_DATA_AFTER = Duration.ofMinutes(5);

    public ThresholdPolicy {
        requireNonNull(noDataTiming, "noDataTiming");
        requireNonNull(missingData, "missingData");
        if (warning == null && critical == null) {
            throw new IllegalArgumentException("a policy needs a warning or a critical limit, or both");
        }
    }

    /** Both limits, both at once, missing values held. */
    public static ThresholdPolicy of(Threshold warning, Threshold critical) {
        return builder().warning(warning).critical(critical).build();
    }

    public static ThresholdPolicy warning(Threshold warning) {
        return builder().warning(warning).build();
    }

    public static ThresholdPolicy critical(Threshold critical) {
        return builder().critical(critical).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The level of a value without a past: no hysteresis, no waiting times. NaN is not judged and is {@code OK}. */
    public Level judge(double value) {
        return judge(value, Level.OK);
    }

    /** The level of a value after {@code before}: with hysteresis, without waiting times. NaN keeps {@code before}. */
    public Level judge(double value, Level before) {
        if (Double.isNaN(value)) {
            return before;
        }
        if (critical != null && critical.threshold.isMet(value, before == Level.CRITICAL)) {
            return Level.CRITICAL;
        }
        boolean warns = warning != null && warning.threshold.isMet(value, before.isAtLeast(Level.WARNING));
        return warns ? Level.WARNING : Level.OK;
    }

    /** The state after one more value, {@code NaN} for a missing one; the same object when nothing changed. */
    public ThresholdState next(ThresholdState state, double value, Instant now) {
        boolean missing = Double.isNaN(value);
        Level before = state.raised();
        Condition warningMet = missing ? missingData.condition() : met(warning, value, before.isAtLeast(Level.WARNING));
        Condition criticalMet = missing ? missingData.condition() : met(critical, value, before == Level.CRITICAL);
        Level raised = level(before, warningMet, criticalMet);
        AlertState nextWarning = next(warning, state.warning(), warningMet, now);
        AlertState nextCritical = next(critical, state.critical(), criticalMet, now);
        AlertState nextNoData = state.noData().next(Condition.of(missing), now, noDataTiming);
        boolean same = raised == before
                && nextWarning == state.warning()
                && nextCritical == state.critical()
                && nextNoData == state.noData();
        return same ? state : new ThresholdState(raised, nextWarning, nextCritical, nextNoData);
    }

    private Level level(Level before, Condition warningMet, Condition criticalMet) {
        if (warningMet == Condition.NO_DATA) {
            return before;
        }
        if (critical != null && criticalMet == Condition.MET) {
            return Level.CRITICAL;
        }
        return warning != null && warningMet == Condition.MET ? Level.WARNING : Level.OK;
    }

    private static Condition met(@Nullable Tier tier, double value, boolean raisedBefore) {
        return Condition.of(tier != null && tier.threshold.isMet(value, raisedBefore));
    }

    private static AlertState next(@Nullable Tier tier, AlertState state, Condition condition, Instant now) {
        return tier == null ? state : state.next(condition, now, tier.timing);
    }

    /** The limit that a value at {@code level} broke, or for {@code OK} the first one it could break. */
    public Threshold limitAt(Level level) {
        Tier first = level == Level.CRITICAL ? critical : warning;
        Tier second = level == Level.CRITICAL ? warning : critical;
        return requireNonNull(first == null ? second : first, "one of both exists").threshold;
    }

    /** The policy in words: {@code warning >= 90, critical > 95 for PT5M}. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        if (warning != null) {
            parts.add("warning " + warning.describe());
        }
        if (critical != null) {
            parts.add("critical " + critical.describe());
        }
        return String.join(", ", parts);
    }

    /**
     * One limit with its waiting times.
     *
     * @param threshold the limit
     * @param timing how long it must be broken, and how long it outlives that
     */
    public record Tier(Threshold threshold, AlertTiming timing) {
        public Tier {
            requireNonNull(threshold, "threshold");
            requireNonNull(timing, "timing");
        }

        String describe() {
            String text = threshold.condition();
            if (!timing.pendingFor().isZero()) {
                text += " for " + timing.pendingFor();
            }
            return timing.keepFiringFor().isZero() ? text : text + " kept for " + timing.keepFiringFor();
        }
    }

    /** Collects a policy. Waiting times set on the policy apply to each limit that was given none of its own. */
    public static final class Builder {
        private @Nullable Threshold warning;
        private @Nullable Threshold critical;
        private @Nullable AlertTiming warningTiming;
        private @Nullable AlertTiming criticalTiming;
        private AlertTiming timing = AlertTiming.IMMEDIATE;
        private Duration noDataAfter = DEFAULT_NO_DATA_AFTER;
        private MissingData missingData = MissingData.HOLD;

        private Builder() {}

        public Builder warning(Threshold threshold) {
            this.warning = requireNonNull(threshold, "threshold");
            return this;
        }

        /** A warning limit with waiting times of its own. */
        public Builder warning(Threshold threshold, AlertTiming timing) {
            this.warningTiming = requireNonNull(timing, "timing");
            return warning(threshold);
        }

        public Builder critical(Threshold threshold) {
            this.critical = requireNonNull(threshold, "threshold");
            return this;
        }

        /** A critical limit with waiting times of its own. */
        public Builder critical(Threshold threshold, AlertTiming timing) {
            this.criticalTiming = requireNonNull(timing, "timing");
            return critical(threshold);
        }

        /** How long a limit must be broken before it counts: {@code for} of a Prometheus rule. Default zero. */
        public Builder pendingFor(Duration duration) {
            this.timing = new AlertTiming(duration, timing.keepFiringFor());
            return this;
        }

        /** How long it still counts afterwards: {@code keep_firing_for} of a Prometheus rule. Default zero. */
        public Builder keepFiringFor(Duration duration) {
            this.timing = timing.keepFiringFor(duration);
            return this;
        }

        /** How long values may be missing before that is an alert. Default five minutes. */
        public Builder noDataAfter(Duration duration) {
            this.noDataAfter = requireNonNull(duration, "duration");
            return this;
        }

        /** What the limits make of a missing value. Default {@link MissingData#HOLD}. */
        public Builder missingData(MissingData missingData) {
            this.missingData = requireNonNull(missingData, "missingData");
            return this;
        }

        public ThresholdPolicy build() {
            return new ThresholdPolicy(
                    tier(warning, warningTiming),
                    tier(critical, criticalTiming),
                    AlertTiming.pendingFor(noDataAfter),
                    missingData);
        }

        private @Nullable Tier tier(@Nullable Threshold threshold, @Nullable AlertTiming own) {
            return threshold == null ? null : new Tier(threshold, own == null ? timing : own);
        }
    }
}
