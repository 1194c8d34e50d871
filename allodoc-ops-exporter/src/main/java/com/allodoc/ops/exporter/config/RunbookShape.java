package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.Optional;

/**
 * The keys that a mapping of the definition may have. What is decoded, what editors are told and what the reference says come
 * from here. Immutable.
 *
 * @param members in the order of the reference
 * @param alternatives instead of members: the mapping is one of these, told apart by its first key
 */
record RunbookShape(List<RunbookMember> members, List<RunbookShape> alternatives) {

    RunbookShape {
        members = List.copyOf(members);
        alternatives = List.copyOf(alternatives);
    }

    static RunbookShape of(RunbookMember... members) {
        return new RunbookShape(List.of(members), List.of());
    }

    static RunbookShape oneOf(RunbookShape... alternatives) {
        return new RunbookShape(List.of(), List.of(alternatives));
    }

    /** The alternative that a mapping is meant to be; the last one when it has the first key of none. */
    RunbookShape chosen(YamlObject object) {
        if (alternatives.isEmpty()) {
            return this;
        }
        Optional<RunbookShape> named = alternatives.stream()
                .filter(alternative -> object.has(alternative.members.get(0).name()))
                .findFirst();
        return named.orElseGet(() -> alternatives.get(alternatives.size() - 1));
    }
}
