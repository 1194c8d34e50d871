package com.allodoc.ops.runbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One part of the system that can be up or down by itself. Immutable.
 *
 * @param name unique in its runbook, such as {@code backend}
 * @param title for people
 * @param container the name of its container; null when it runs in none
 * @param endpoints where it answers
 * @param dependsOn names of the services it needs
 * @param budget what it may use; null when nothing was agreed
 * @param core whether the whole is down without it
 * @see #builder(String)
 */
public record Service(
        String name,
        String title,
        @Nullable String container,
        List<Endpoint> endpoints,
        Set<String> dependsOn,
        @Nullable ResourceBudget budget,
        boolean core) {

    public Service {
        Words.requireText(name, "name");
        Words.requireText(title, "title");
        endpoints = List.copyOf(endpoints);
        dependsOn = Collections.unmodifiableSet(new TreeSet<>(dependsOn));
        if (dependsOn.contains(name)) {
            throw new IllegalArgumentException("dependsOn of " + name + " names the service itself; leave it out");
        }
    }

    /** Starts a core service that runs in no container. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Collects the parts of a service. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable String title;
        private @Nullable String container;
        private final List<Endpoint> endpoints = new ArrayList<>();
        private final Set<String> dependsOn = new LinkedHashSet<>();
        private @Nullable ResourceBudget budget;
        private boolean core = true;

        private Builder(String name) {
            this.name = name;
        }

        /** What people call it; its name when left out. */
        public Builder title(String value) {
            title = value;
            return this;
        }

        public Builder container(String value) {
            container = value;
            return this;
        }

        public Builder endpoint(Endpoint value) {
            endpoints.add(value);
            return this;
        }

        public Builder dependsOn(String... services) {
            dependsOn.addAll(List.of(services));
            return this;
        }

        public Builder budget(ResourceBudget value) {
            budget = value;
            return this;
        }

        /** The whole works without it: the monitoring, for example. */
        public Builder notCore() {
            core = false;
            return this;
        }

        public Service build() {
            return new Service(name, title == null ? name : title, container, endpoints, dependsOn, budget, core);
        }
    }
}
