package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A check with everything that is to be known about it. Immutable.
 *
 * @param name unique in its scheduler; letters, digits and {@code . _ : / -}, because it becomes a label
 * @param check what is asked
 * @param period how often
 * @param timeout how long an answer may take; at most the period
 * @param timeToLive how old a result may be before it reads as stale
 * @param impact what it counts for in a {@link HealthReport}
 * @param groups the subsets it belongs to, such as {@code ready}
 * @param parents what must be up for it to be reachable; every group must have one that is
 * @param monitor when a failure is confirmed and when it is over
 * @param flapDetector how much change is flapping
 * @see #builder(String, Check)
 */
public record CheckDefinition(
        String name,
        Check check,
        Duration period,
        Duration timeout,
        Duration timeToLive,
        Impact impact,
        Set<String> groups,
        List<ParentGroup> parents,
        CheckMonitor monitor,
        FlapDetector flapDetector) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

    public CheckDefinition {
        requireNonNull(check, "check");
        requireNonNull(impact, "impact");
        requireNonNull(monitor, "monitor");
        requireNonNull(flapDetector, "flapDetector");
        groups = Set.copyOf(groups);
        parents = List.copyOf(parents);
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException("name \"" + name + "\" must be 1 to 100 letters, digits and . _ : / -,"
                    + " starting with a letter or digit");
        }
        requirePositive("period", period);
        requirePositive("timeout", timeout);
        requirePositive("timeToLive", timeToLive);
        if (timeout.compareTo(period) > 0) {
            throw new IllegalArgumentException("timeout " + timeout + " of " + name + " is longer than its period "
                    + period + "; shorten it or ask less often");
        }
        if (timeToLive.compareTo(period) < 0) {
            throw new IllegalArgumentException(
                    "timeToLive " + timeToLive + " of " + name + " is shorter than its period " + period
                            + ", so it would be stale between runs; use at least the period");
        }
    }

    private static void requirePositive(String parameter, Duration duration) {
        if (requireNonNull(duration, parameter).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(parameter + " must be positive, not " + duration);
        }
    }

    public static Builder builder(String name, Check check) {
        return new Builder(name, check);
    }

    /** Collects a definition: every 30 s, 10 s to answer, required, in no group, tripped by 3 failures, cleared by 1 success. */
    public static final class Builder {
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

        private final String name;
        private final Check check;
        private Duration period = Duration.ofSeconds(30);
        private @Nullable Duration timeout;
        private @Nullable Duration timeToLive;
        private Impact impact = Impact.REQUIRED;
        private final Set<String> groups = new HashSet<>();
        private final List<ParentGroup> parents = new ArrayList<>();
        private int failuresToTrip = CheckMonitor.DEFAULT_FAILURES_TO_TRIP;
        private int successesToClear = CheckMonitor.DEFAULT_SUCCESSES_TO_CLEAR;
        private boolean suppressible = true;
        private FlapDetector flapDetector = FlapDetector.standard();

        private Builder(String name, Check check) {
            this.name = requireNonNull(name, "name");
            this.check = requireNonNull(check, "check");
        }

        /** How often it runs. Default 30 s. */
        public Builder period(Duration period) {
            this.period = requireNonNull(period, "period");
            return this;
        }

        /** How long an answer may take. Default 10 s, or the period when that is shorter. */
        public Builder timeout(Duration timeout) {
            this.timeout = requireNonNull(timeout, "timeout");
            return this;
        }

        /** How old a result may be before it reads as UNKNOWN. Default twice the period. */
        public Builder timeToLive(Duration timeToLive) {
            this.timeToLive = requireNonNull(timeToLive, "timeToLive");
            return this;
        }

        public Builder impact(Impact impact) {
            this.impact = requireNonNull(impact, "impact");
            return this;
        }

        /** Adds it to groups, such as {@code live}, {@code ready}, {@code quick}, {@code morning}. */
        public Builder groups(String... groups) {
            this.groups.addAll(List.of(groups));
            return this;
        }

        /** Every one of {@code parents} must be up for this check to be reachable. */
        public Builder dependsOn(String... parents) {
            for (String parent : parents) {
                this.parents.add(new ParentGroup(Set.of(parent)));
            }
            return this;
        }

        /** A redundancy group: one of {@code parents} suffices. */
        public Builder dependsOnAnyOf(String... parents) {
            this.parents.add(new ParentGroup(Set.of(parents)));
            return this;
        }

        /** Failures in a row that confirm a problem. Default 3. */
        public Builder failuresToTrip(int failures) {
            this.failuresToTrip = failures;
            return this;
        }

        /** Successes in a row that end a confirmed problem. Default 1, as in Icinga. */
        public Builder successesToClear(int successes) {
            this.successesToClear = successes;
            return this;
        }

        /** Maintenance does not silence it: for data loss, failed backups, security, certificates. */
        public Builder neverSuppressed() {
            this.suppressible = false;
            return this;
        }

        /** How much change is flapping. Default {@link FlapDetector#standard}; {@link FlapDetector#off} for never. */
        public Builder flapDetector(FlapDetector flapDetector) {
            this.flapDetector = requireNonNull(flapDetector, "flapDetector");
            return this;
        }

        public CheckDefinition build() {
            Duration limit = timeout != null ? timeout : shorter(DEFAULT_TIMEOUT, period);
            Duration ttl = timeToLive != null ? timeToLive : period.multipliedBy(2);
            CheckMonitor monitor = new CheckMonitor(failuresToTrip, successesToClear, suppressible);
            return new CheckDefinition(name, check, period, limit, ttl, impact, groups, parents, monitor, flapDetector);
        }

        private static Duration shorter(Duration a, Duration b) {
            return a.compareTo(b) <= 0 ? a : b;
        }
    }
}
