package com.allodoc.ops.oncall;

import com.allodoc.ops.time.Occurrence;
import java.util.List;

/**
 * Two people taking over from each other: a pair of overrides that is entered and withdrawn as one. Immutable.
 *
 * @param one gives {@code oneGives} away
 * @param oneGives answered by {@code other} instead
 * @param other gives {@code otherGives} away
 * @param otherGives answered by {@code one} instead
 */
public record ShiftSwap(String one, Occurrence oneGives, String other, Occurrence otherGives) {

    public ShiftSwap {
        if (one.equals(other)) {
            throw new IllegalArgumentException("one and other are both " + one + "; a swap needs two people");
        }
        if (oneGives.overlaps(otherGives)) {
            throw new IllegalArgumentException("oneGives " + oneGives + " and otherGives " + otherGives
                    + " overlap; nobody can answer for both in the common part");
        }
    }

    /** The two overrides it stands for. */
    public List<ShiftOverride> overrides() {
        return List.of(
                new ShiftOverride(other, oneGives, "swap with " + one),
                new ShiftOverride(one, otherGives, "swap with " + other));
    }
}
