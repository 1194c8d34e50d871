package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How often, and how many of, a plan's backups are kept, with the guards that no count can override. Immutable.
 *
 * <p>Source: restic's {@code forget} ({@link RetentionMode#INDEPENDENT}) and Borg's {@code prune}
 * ({@link RetentionMode#EXCLUSIVE}). Unlike both, only complete backups that are not pinned and not dated in the future
 * use slots.
 *
 * @param rules in canonical order, recovery window and ages first, then counts from fine to coarse; never empty
 * @param mode how the rules share the backups
 * @param zone the zone of days, weeks, months and years
 * @param minimumRedundancy never fewer complete, unpinned backups than this; at least 1
 * @param minimumVerified never fewer verified ones than this, as far as there are any; 0 turns the guard off
 * @param verifiedLevel what "verified" means for {@code minimumVerified}
 * @param freezeAfter nothing is removed while the newest complete backup started longer ago than this; null turns the
 *     guard off
 * @see #builder(ZoneId)
 */
public record RetentionPolicy(
        List<RetentionRule> rules,
        RetentionMode mode,
        ZoneId zone,
        int minimumRedundancy,
        int minimumVerified,
        VerificationLevel verifiedLevel,
        @Nullable Duration freezeAfter) {

    /** A weekly plan and one day of grace: long enough for the slowest usual cadence, short enough to notice. */
    public static final Duration DEFAULT_FREEZE_AFTER = Duration.ofDays(8);

    public RetentionPolicy {
        requireNonNull(mode, "mode");
        requireNonNull(zone, "zone");
        requireNonNull(verifiedLevel, "verifiedLevel");
        rules = rules.stream().sorted(CANONICAL).toList();
        if (rules.isEmpty()) {
            throw new IllegalArgumentException(
                    "a policy that keeps nothing is refused; use unlimited(zone) to keep all");
        }
        Set<String> labels = new HashSet<>();
        for (RetentionRule rule : rules) {
            if (!labels.add(rule.label())) {
                throw new IllegalArgumentException("rule \"" + rule.label() + "\" is given twice; give it once");
            }
            if (mode == RetentionMode.EXCLUSIVE
                    && rule instanceof RetentionRule.Within within
                    && within.period() != RetentionPeriod.LAST) {
                throw new IllegalArgumentException("rule \"" + rule.label()
                        + "\" has no meaning in EXCLUSIVE mode; use within(..) or INDEPENDENT mode");
            }
        }
        if (minimumRedundancy < 1) {
            throw new IllegalArgumentException("minimumRedundancy must be at least 1, not " + minimumRedundancy);
        }
        if (minimumVerified < 0) {
            throw new IllegalArgumentException("minimumVerified must not be negative: " + minimumVerified);
        }
        if (freezeAfter != null) {
            Texts.requirePositive(freezeAfter, "freezeAfter");
        }
    }

    private static final Comparator<RetentionRule> CANONICAL =
            Comparator.comparingInt(RetentionPolicy::kind).thenComparing(RetentionRule::period);

    private static int kind(RetentionRule rule) {
        if (rule instanceof RetentionRule.RecoveryWindow) {
            return 0;
        }
        return rule instanceof RetentionRule.Within ? 1 : 2;
    }

    /** The runbook's 30 daily, 12 weekly, 12 monthly. A count of 0 leaves that rule out. */
    public static RetentionPolicy of(int daily, int weekly, int monthly, ZoneId zone) {
        return builder(zone).daily(daily).weekly(weekly).monthly(monthly).build();
    }

    /** Keeps every backup. */
    public static RetentionPolicy unlimited(ZoneId zone) {
        return builder(zone).last(RetentionRule.Counted.UNLIMITED).build();
    }

    /** Starts an empty policy for the calendar of {@code zone}. */
    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /** Decides about {@code records} as of {@code now}. See {@link RetentionPlan#builder} for more inputs. */
    public RetentionPlan plan(Collection<BackupRecord> records, Instant now) {
        return RetentionPlan.builder(this).records(records).at(now).build();
    }

    /** {@code keep daily 30, weekly 12, monthly 12 (independent, Europe/Paris)}. */
    public String describe() {
        return rules.stream().map(RetentionPolicy::describe).collect(Collectors.joining(", ", "keep ", ""))
                + (mode == RetentionMode.INDEPENDENT ? " (independent, " : " (exclusive, ") + zone + ")";
    }

    private static String describe(RetentionRule rule) {
        if (rule instanceof RetentionRule.Counted counted) {
            return counted.label() + " " + (counted.unlimited() ? "all" : counted.count());
        }
        return rule.label();
    }

    /** Collects rules and guards. Not thread-safe. */
    public static final class Builder {
        private final ZoneId zone;
        private final List<RetentionRule> rules = new ArrayList<>();
        private RetentionMode mode = RetentionMode.INDEPENDENT;
        private int minimumRedundancy = 1;
        private int minimumVerified = 1;
        private VerificationLevel verifiedLevel = VerificationLevel.COMPLETE;
        private @Nullable Duration freezeAfter = DEFAULT_FREEZE_AFTER;

        private Builder(ZoneId zone) {
            this.zone = requireNonNull(zone, "zone");
        }

        /** Keeps the newest {@code count} backups, whatever their dates. */
        public Builder last(int count) {
            return counted(RetentionPeriod.LAST, count);
        }

        public Builder hourly(int count) {
            return counted(RetentionPeriod.HOURLY, count);
        }

        public Builder daily(int count) {
            return counted(RetentionPeriod.DAILY, count);
        }

        public Builder weekly(int count) {
            return counted(RetentionPeriod.WEEKLY, count);
        }

        public Builder monthly(int count) {
            return counted(RetentionPeriod.MONTHLY, count);
        }

        public Builder yearly(int count) {
            return counted(RetentionPeriod.YEARLY, count);
        }

        /** One of each {@code period}, {@code count} times; 0 leaves the rule out, -1 never runs out. */
        public Builder counted(RetentionPeriod period, int count) {
            if (count != 0) {
                rules.add(new RetentionRule.Counted(period, count));
            }
            return this;
        }

        /** Keeps everything younger than {@code age}, measured from the newest backup. */
        public Builder within(TemporalAmount age) {
            return within(RetentionPeriod.LAST, age);
        }

        /** Keeps one of each {@code period} younger than {@code age}, measured from the newest backup. */
        public Builder within(RetentionPeriod period, TemporalAmount age) {
            rules.add(new RetentionRule.Within(period, age));
            return this;
        }

        /** Keeps what is needed to return to any backup point of the last {@code window}, measured from now. */
        public Builder recoveryWindow(TemporalAmount window) {
            rules.add(new RetentionRule.RecoveryWindow(window));
            return this;
        }

        public Builder mode(RetentionMode value) {
            mode = value;
            return this;
        }

        public Builder minimumRedundancy(int value) {
            minimumRedundancy = value;
            return this;
        }

        public Builder minimumVerified(int value, VerificationLevel level) {
            minimumVerified = value;
            verifiedLevel = level;
            return this;
        }

        /** Removes nothing while the newest complete backup started longer ago than {@code limit}. */
        public Builder freezeAfter(Duration limit) {
            freezeAfter = requireNonNull(limit, "limit");
            return this;
        }

        /** Removes backups by policy even while no new ones arrive. Meant for plans that have ended. */
        public Builder neverFreeze() {
            freezeAfter = null;
            return this;
        }

        /** Throws {@link IllegalArgumentException} for a policy that keeps nothing or contradicts itself. */
        public RetentionPolicy build() {
            return new RetentionPolicy(
                    rules, mode, zone, minimumRedundancy, minimumVerified, verifiedLevel, freezeAfter);
        }
    }
}
