package com.allodoc.ops.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which checks need which others, and who hides whom when something is down. Immutable; without unknown names and
 * cycles, or it isn't built.
 *
 * <p>A child is unreachable when a required parent, or every parent of a redundancy group, is hard down or unreachable
 * itself. A parent that is pending, soft or only WARNING hides nobody. Source: Icinga 2, {@code Checkable::IsReachable},
 * with its default state filter OK and Warning.
 */
public final class DependencyGraph {

    private final Map<String, List<ParentGroup>> parents;

    private DependencyGraph(Map<String, List<ParentGroup>> parents) {
        this.parents = parents;
    }

    /**
     * The graph of {@code definitions}.
     *
     * @throws IllegalArgumentException naming every duplicate name, unknown parent and cycle at once
     */
    public static DependencyGraph of(Collection<CheckDefinition> definitions) {
        Map<String, List<ParentGroup>> parents = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (CheckDefinition definition : definitions) {
            if (parents.put(definition.name(), definition.parents()) != null) {
                problems.add("two checks are named " + definition.name());
            }
        }
        parents.forEach((child, groups) -> groups.stream()
                .flatMap(group -> group.anyOf().stream().sorted())
                .filter(parent -> !parents.containsKey(parent))
                .forEach(parent -> problems.add(child + " depends on " + parent + ", which is no check")));
        Set<String> cleared = new HashSet<>();
        for (String name : parents.keySet()) {
            findCycle(name, parents, new LinkedHashSet<>(), cleared, problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("dependencies of checks: " + String.join("; ", problems));
        }
        return new DependencyGraph(parents);
    }

    private static void findCycle(
            String name,
            Map<String, List<ParentGroup>> parents,
            Set<String> path,
            Set<String> cleared,
            List<String> problems) {
        if (cleared.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            problems.add("a cycle: " + String.join(" -> ", path) + " -> " + name);
            return;
        }
        for (ParentGroup group : parents.getOrDefault(name, List.of())) {
            group.anyOf().forEach(parent -> findCycle(parent, parents, path, cleared, problems));
        }
        path.remove(name);
        cleared.add(name);
    }

    /** What {@code child} needs, as defined. */
    public List<ParentGroup> parentsOf(String child) {
        List<ParentGroup> groups = parents.get(child);
        if (groups == null) {
            throw new IllegalArgumentException("no check is named " + child + "; there are " + parents.keySet());
        }
        return groups;
    }

    /**
     * The checks that are down and make {@code child} unreachable, the nearest cause for each branch; empty when it is
     * reachable.
     */
    public List<String> hiding(String child, Function<String, CheckState> states) {
        Set<String> hiding = new LinkedHashSet<>();
        for (ParentGroup group : parentsOf(child)) {
            hiding.addAll(hidingGroup(group, states));
        }
        return List.copyOf(hiding);
    }

    private Set<String> hidingGroup(ParentGroup group, Function<String, CheckState> states) {
        Set<String> hiding = new LinkedHashSet<>();
        for (String parent : group.anyOf().stream().sorted().toList()) {
            if (states.apply(parent).isHardDown()) {
                hiding.add(parent);
                continue;
            }
            List<String> above = hiding(parent, states);
            if (above.isEmpty()) {
                return Set.of();
            }
            hiding.addAll(above);
        }
        return hiding;
    }
}
