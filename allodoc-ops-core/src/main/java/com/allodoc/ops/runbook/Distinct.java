package com.allodoc.ops.runbook;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Lists in which a name stands for one thing. */
final class Distinct {

    private Distinct() {}

    static <T> List<T> copyOf(Collection<T> all, String parameter, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        for (T one : all) {
            if (!seen.add(name.apply(one))) {
                throw new IllegalArgumentException(parameter + ": two are named " + name.apply(one) + "; rename one");
            }
        }
        return List.copyOf(all);
    }
}
