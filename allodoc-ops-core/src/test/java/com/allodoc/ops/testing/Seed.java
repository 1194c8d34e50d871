package com.allodoc.ops.testing;

import java.util.SplittableRandom;

/**
 * The seed of a property test: the same for every build, so that none fails by chance, and another with
 * {@code -Dseed=...}. Put it into every assertion's description.
 */
public record Seed(long value) {

    public static Seed next() {
        return new Seed(Long.getLong("seed", 20_261_125L));
    }

    public SplittableRandom random() {
        return new SplittableRandom(value);
    }

    @Override
    public String toString() {
        return "repeat with -Dseed=" + value;
    }
}
