package com.allodoc.ops.testing;

import java.util.SplittableRandom;

/**
 * The seed of a property test: new each time, or given with {@code -Dseed=...} to repeat a failure. Put it into every
 * assertion's description.
 */
public record Seed(long value) {

    public static Seed next() {
        return new Seed(Long.getLong("seed", System.nanoTime()));
    }

    public SplittableRandom random() {
        return new SplittableRandom(value);
    }

    @Override
    public String toString() {
        return "repeat with -Dseed=" + value;
    }
}
