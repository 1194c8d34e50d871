package com.allodoc.ops.check;

import java.util.Set;
import java.util.TreeSet;

/**
 * Checks of which one must be up for the child to be reachable: a single required parent, or a redundancy group.
 * Immutable.
 *
 * @param anyOf names of the parents, at least one
 */
public record ParentGroup(Set<String> anyOf) {

    public ParentGroup {
        anyOf = Set.copyOf(anyOf);
        if (anyOf.isEmpty()) {
            throw new IllegalArgumentException("anyOf must name at least one parent; leave the group out instead");
        }
    }

    @Override
    public String toString() {
        return String.join(" or ", new TreeSet<>(anyOf));
    }
}
