package com.allodoc.ops.incident;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How long something took: the mean that people ask for, and the median and percentiles that one outage doesn't distort.
 * Immutable.
 */
public final class DurationSummary {
    private final Duration[] sorted;

    private DurationSummary(Duration[] sorted) {
        this.sorted = sorted;
    }

    /** The summary of {@code durations}; empty when there are none, because no value is not zero. */
    public static Optional<DurationSummary> of(Collection<Duration> durations) {
        Duration[] sorted = durations.toArray(Duration[]::new);
        Arrays.sort(sorted);
        return sorted.length == 0 ? Optional.empty() : Optional.of(new DurationSummary(sorted));
    }

    public int count() {
        return sorted.length;
    }

    public Duration mean() {
        Duration sum = Duration.ZERO;
        for (Duration duration : sorted) {
            sum = sum.plus(duration);
        }
        return sum.dividedBy(sorted.length);
    }

    public Duration median() {
        return percentile(50);
    }

    public Duration max() {
        return sorted[sorted.length - 1];
    }

    /**
     * The value below which {@code percent} of all lie, interpolated between neighbours as PostgreSQL's
     * {@code percentile_cont} and NumPy do (Hyndman and Fan, type 7).
     *
     * @throws IllegalArgumentException if {@code percent} is not from 0 to 100
     */
    public Duration percentile(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be from 0 to 100: " + percent);
        }
        double rank = percent / 100 * (sorted.length - 1);
        int below = (int) rank;
        if (below == sorted.length - 1) {
            return max();
        }
        Duration step = sorted[below + 1].minus(sorted[below]);
        return sorted[below].plusNanos(Math.round(step.toNanos() * (rank - below)));
    }

    /** All durations, shortest first. */
    public List<Duration> durations() {
        return List.of(sorted);
    }

    @Override
    public String toString() {
        return "count=" + count() + " mean=" + mean() + " median=" + median() + " max=" + max();
    }
}
