package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.COUNTER;
import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What every container is doing and how it fared, the stopped ones too. Source: list and inspection. cAdvisor's own
 * names are given for running containers only, as cAdvisor does: dashboards count them to count what runs.
 */
final class StateCollector implements Collector<DockerSession> {
    private final ContainerLabels labels;
    private final InstantSource clock;
    private final Family state;
    private final Family exitCode;
    private final Family oomKilled;
    private final Family restarts;
    private final Family failingStreak;
    private final Family health;
    private final Family started;
    private final Family created;
    private final Family lastSeen;

    StateCollector(ContainerLabels labels, InstantSource clock) {
        this.labels = labels;
        this.clock = clock;
        this.state = labels.family(
                GAUGE, "container_state", "1 for the state the container is in, 0 for every other.", "state");
        this.exitCode = labels.family(
                GAUGE, "container_exit_code", "Exit code of the last run; absent while it runs or when it never did.");
        this.oomKilled = labels.family(
                GAUGE, "container_oom_killed", "Whether the kernel killed a process of the last run for its memory.");
        this.restarts = labels.family(
                COUNTER, "container_restart_count", "Restarts by the restart policy since it was started by hand.");
        this.failingStreak = labels.family(
                GAUGE, "container_health_failing_streak", "Failed health probes since the last good one.");
        this.health = labels.family(
                GAUGE,
                "container_health_state",
                "Health check: 1 healthy, 0 starting or unhealthy, -1 when there is none.");
        this.started = labels.family(
                GAUGE, "container_start_time_seconds", "When the container was started, in seconds since 1970.");
        this.created = labels.family(
                GAUGE, "container_creation_time_seconds", "When the container was made, in seconds since 1970.");
        this.lastSeen = labels.family(
                GAUGE, "container_last_seen", "When the container was last seen running, in seconds since 1970.");
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public List<Family> families() {
        return List.of(state, exitCode, oomKilled, restarts, failingStreak, health, started, created, lastSeen);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) {
        List<Container> containers = session.containers();
        return Collected.of(states(containers), inspections(containers));
    }

    private SampleTable states(List<Container> containers) {
        SampleTable.Builder table = labels.table("state");
        int column = table.column(state);
        for (Container container : containers) {
            for (ContainerState each : ContainerState.values()) {
                table.row(labels.values(container, each.label()))
                        .set(column, each == container.listed().state() ? 1 : 0);
            }
        }
        return table.build();
    }

    private SampleTable inspections(List<Container> containers) {
        SampleTable.Builder table = labels.table();
        int exitCodeColumn = table.column(exitCode);
        int oomColumn = table.column(oomKilled);
        int restartColumn = table.column(restarts);
        int streakColumn = table.column(failingStreak);
        int healthColumn = table.column(health);
        int startColumn = table.column(started);
        int createdColumn = table.column(created);
        int seenColumn = table.column(lastSeen);
        double now = (double) clock.instant().getEpochSecond();
        for (Container container : containers) {
            table.row(labels.values(container));
            if (container.isLive()) {
                table.set(seenColumn, now);
            }
            if (container.inspection().isEmpty()) {
                continue;
            }
            Inspection inspection = container.inspection().get();
            table.set(oomColumn, inspection.oomKilled() ? 1 : 0);
            table.set(restartColumn, (double) inspection.restarts());
            inspection.exitCode().ifPresent(code -> table.set(exitCodeColumn, code));
            if (inspection.health() != Inspection.Health.NONE) {
                table.set(streakColumn, inspection.failingStreak());
            }
            if (container.isLive()) {
                table.set(healthColumn, inspection.health().value());
                set(table, startColumn, inspection.started());
                set(table, createdColumn, inspection.created());
            }
        }
        return table.build();
    }

    private static void set(SampleTable.Builder table, int column, Optional<Instant> time) {
        time.ifPresent(t -> table.set(column, (double) t.getEpochSecond() + t.getNano() / 1e9));
    }
}
