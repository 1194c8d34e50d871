package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.util.Set;

/**
 * A maintenance window for some checks. Immutable.
 *
 * @param window when
 * @param groups checks in one of these are covered
 * @param checks checks with one of these names are covered; with no group and no name, every check is
 */
public record Suppression(Occurrence window, Set<String> groups, Set<String> checks) {

    public Suppression {
        requireNonNull(window, "window");
        groups = Set.copyOf(groups);
        checks = Set.copyOf(checks);
    }

    public static Suppression ofAll(Occurrence window) {
        return new Suppression(window, Set.of(), Set.of());
    }

    public static Suppression ofGroups(Occurrence window, String... groups) {
        return new Suppression(window, Set.of(groups), Set.of());
    }

    public static Suppression ofChecks(Occurrence window, String... checks) {
        return new Suppression(window, Set.of(), Set.of(checks));
    }

    /** Whether the window is open for {@code definition} at {@code instant}. */
    public boolean covers(CheckDefinition definition, Instant instant) {
        boolean named = checks.contains(definition.name());
        boolean grouped = definition.groups().stream().anyMatch(groups::contains);
        boolean everyone = groups.isEmpty() && checks.isEmpty();
        return (everyone || named || grouped) && window.contains(instant);
    }
}
