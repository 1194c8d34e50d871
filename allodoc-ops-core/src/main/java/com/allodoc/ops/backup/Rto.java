package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A recovery time objective: how long a restore may take. Immutable.
 *
 * <p>Measured by drills: met when the slowest of them, over the last {@code lookback}, stayed within the limit and the
 * newest one passed. Never drilled is unknown, not met.
 *
 * @param scope what is restored; drills of the same scope count
 * @param limit exactly this much is still met
 * @param lookback how far back drills count; the system they measured was another one before
 */
public record Rto(String scope, Duration limit, Duration lookback) implements RecoveryObjective {

    /** A year of drills. */
    public static final Duration DEFAULT_LOOKBACK = Duration.ofDays(365);

    public Rto {
        Texts.requireText(scope, "scope");
        Texts.requirePositive(limit, "limit");
        Texts.requirePositive(lookback, "lookback");
    }

    public static Rto of(String scope, Duration limit) {
        return new Rto(scope, limit, DEFAULT_LOOKBACK);
    }

    @Override
    public String name() {
        return scope;
    }

    /** Judges by drills of one system; those of another scope, too old or in the future don't count. */
    public RecoveryStatus judge(Collection<RestoreDrill> drills, Instant now) {
        requireNonNull(now, "now");
        List<RestoreDrill> counted = drills.stream()
                .filter(drill -> drill.scope().equals(scope))
                .filter(drill -> !drill.finishedAt().isAfter(now))
                .filter(drill -> !drill.finishedAt().isBefore(now.minus(lookback)))
                .sorted(Comparator.comparing(RestoreDrill::finishedAt))
                .toList();
        if (counted.isEmpty()) {
            return RecoveryStatus.unknown(
                    this, scope + " was not drilled in the last " + Texts.words(lookback) + "; rehearse it");
        }
        RestoreDrill newest = counted.get(counted.size() - 1);
        List<Duration> times = counted.stream()
                .filter(RestoreDrill::passed)
                .map(RestoreDrill::duration)
                .sorted()
                .toList();
        if (!newest.passed()) {
            return RecoveryStatus.breached(this, null, "the newest drill failed: " + newest.explain());
        }
        Duration worst = times.get(times.size() - 1);
        String explanation = scope + " took " + Texts.words(median(times)) + " at the median and " + Texts.words(worst)
                + " at worst of " + times.size() + " drills, the limit is " + Texts.words(limit);
        return RecoveryStatus.compared(this, worst, explanation);
    }

    /** The median of sorted durations; between two, their mean. */
    static Duration median(List<Duration> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }
}
