package com.allodoc.ops.exporter.container;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service that should be running. Immutable; sorted by project and name.
 *
 * @param project of compose; empty for any, or for none
 * @param name of the service in compose, or of the container
 */
public record ExpectedService(String project, String name) implements Comparable<ExpectedService> {
    private static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";
    private static final String ONE_OFF = "com.docker.compose.oneoff";

    public ExpectedService {
        requireNonNull(project, "project");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
    }

    /** The services that compose and the restart policy of their containers say should run. */
    static Set<ExpectedService> ofCompose(Collection<Container> containers) {
        Set<ExpectedService> services = new TreeSet<>();
        for (Container container : containers) {
            Map<String, String> labels = container.listed().labels();
            String service = labels.getOrDefault(SERVICE, "");
            boolean kept =
                    container.inspection().map(Inspection::keptRunning).orElse(false);
            if (kept && !service.isEmpty() && !isOneOff(labels)) {
                services.add(new ExpectedService(labels.getOrDefault(PROJECT, ""), service));
            }
        }
        return services;
    }

    /** How many of these containers run it. */
    long running(List<Container> containers) {
        return containers.stream()
                .filter(c -> c.listed().state() == ContainerState.RUNNING && isRunBy(c))
                .count();
    }

    private boolean isRunBy(Container container) {
        Map<String, String> labels = container.listed().labels();
        if (isOneOff(labels)) {
            return false;
        }
        boolean sameProject = project.isEmpty() || project.equals(labels.get(PROJECT));
        return (sameProject && name.equals(labels.get(SERVICE))) || (project.isEmpty() && name.equals(container.name()));
    }

    /** Made by {@code compose run}: Compose 2 writes True, Compose 1 wrote it too. */
    private static boolean isOneOff(Map<String, String> labels) {
        return "true".equalsIgnoreCase(labels.get(ONE_OFF));
    }

    @Override
    public int compareTo(ExpectedService other) {
        int byProject = project.compareTo(other.project);
        return byProject != 0 ? byProject : name.compareTo(other.name);
    }
}
