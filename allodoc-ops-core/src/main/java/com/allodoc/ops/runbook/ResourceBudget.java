package com.allodoc.ops.runbook;

/**
 * What a service may use, so that use can be compared with it. Immutable.
 *
 * @param cores processor cores, such as 0.5
 * @param memoryBytes resident memory
 * @param diskBytes what its volumes may hold
 * @param networkBitsPerSecond what its interface may carry
 */
public record ResourceBudget(double cores, long memoryBytes, long diskBytes, long networkBitsPerSecond) {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long MEGABIT = 1_000_000;

    public ResourceBudget {
        if (!(cores > 0) || Double.isInfinite(cores)) {
            throw new IllegalArgumentException("cores must be positive and finite, not " + cores);
        }
        if (memoryBytes <= 0 || diskBytes <= 0 || networkBitsPerSecond <= 0) {
            throw new IllegalArgumentException("memoryBytes, diskBytes and networkBitsPerSecond must be positive, not "
                    + memoryBytes + ", " + diskBytes + " and " + networkBitsPerSecond
                    + "; leave the budget out where nothing was agreed");
        }
    }

    /** A budget in the units people say: cores, MiB of memory, GiB of disk and Mbit/s. */
    public static ResourceBudget of(double cores, long memoryMib, long diskGib, long networkMbits) {
        return new ResourceBudget(cores, memoryMib * MIB, diskGib * GIB, networkMbits * MEGABIT);
    }
}
