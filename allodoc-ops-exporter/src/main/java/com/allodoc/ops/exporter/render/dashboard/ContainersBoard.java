package com.allodoc.ops.exporter.render.dashboard;

import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.GREEN;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.RED;

import com.allodoc.ops.exporter.render.Definition;

/** Containers: what they do, and what they use of what they were promised. */
final class ContainersBoard {
    private static final Mapping YES = Mapping.of(0, "no", GREEN, 1, "YES", RED);
    private static final String BY_NAME = "by (name) ";
    private static final String SINCE = """
            max by (name, state) (container_state{@} == 1) * on (name) group_left () (time() - (
              max by (name) (container_start_time_seconds{@})
              or max by (name) (allodoc_container_finished_timestamp_seconds{@})
              or max by (name) (allodoc_container_created_timestamp_seconds{@})
            ))
            """.strip();

    private ContainersBoard() {}

    static Dashboard of(Definition definition) {
        return Head.of(
                        "containers",
                        "Containers",
                        "Every container's state, and its use against its limit or plan. Shares and amounts are never"
                                + " mixed.",
                        "container_last_seen")
                .choose("job", "Job", true, ".+")
                .choose("name", "Container", true, ".+")
                .over(definition, state(definition), processor(definition), memory(definition), traffic(definition));
    }

    private static Row state(Definition definition) {
        return Row.open(
                "Now",
                Panel.stat("Running")
                        .about("Containers that run.", "The table says what the others do.")
                        .now("count(count by (name) (container_last_seen{@}))")
                        .noValue("no container runs")
                        .size(6, 4)
                        .build(),
                Panel.stat("Expected and not running")
                        .about(
                                "Containers of the runbook that do not run.",
                                "docker compose ps, then the last lines of its log.")
                        .now("container:running:bool{environment=~\"$environment\"} == 0", "{{name}}")
                        .mapping(Mapping.of(0, "NOT RUNNING", RED, 1, "running", GREEN))
                        .named()
                        .shows("container_running")
                        .noValue("all run")
                        .size(18, 4)
                        .build(),
                Panel.table("States")
                        .about(
                                "Every container, stopped ones too: what it does, how its last run ended, how often it"
                                        + " was restarted.",
                                "docker logs NAME --tail 100.")
                        .column(Column.label("Container", "name"))
                        .column(Column.label("State", "state"))
                        .column(Column.value("Since", SINCE, Unit.AGE))
                        .column(Column.value("Exit code", "max by (name) (container_exit_code{@})", Unit.COUNT))
                        .column(Column.value("Killed for memory", "max by (name) (container_oom_killed{@})", Unit.COUNT)
                                .mapping(YES))
                        .column(Column.value(
                                        "Restarts, 15 min",
                                        "round(max by (name) (increase(container_restart_count{@}[15m])))",
                                        Unit.COUNT)
                                .steps(Steps.of(definition, "container_restarts")))
                        .column(Column.value(
                                        "Failed health checks",
                                        "max by (name) (container_health_failing_streak{@})",
                                        Unit.COUNT)
                                .steps(Steps.of(definition, "container_health_failures")))
                        .shows("container_restarts", "container_oom_kills", "container_health_failures")
                        .noValue("no container is watched")
                        .size(24, 8)
                        .build());
    }

    private static Row processor(Definition definition) {
        return Row.open(
                "Processor",
                Panel.trend("Cores in use")
                        .about("Processor time per second, in cores.", "docker top NAME shows its processes.")
                        .query(
                                "sum " + BY_NAME + "(rate(container_cpu_usage_seconds_total{@}[$__rate_interval]))",
                                "{{name}}")
                        .unit(Unit.BUSY)
                        .noValue("no container runs")
                        .build(),
                Panel.trend("Share of the limit or plan")
                        .about(
                                "Cores in use against the quota, or against the runbook's plan where there is none.",
                                "Above 100 %: the plan is too small, or something loops.")
                        .query("max " + BY_NAME + "(container:cpu:ratio{@})", "{{name}}")
                        .unit(Unit.RATIO)
                        .noValue("no container has a quota or a plan")
                        .build(),
                Panel.trend("Held back by the quota")
                        .about(
                                "Share of periods in which the container had used up its quota.",
                                "Short bursts are normal; steady throttling needs a larger quota.")
                        .query("max " + BY_NAME + "(container:cpu_throttled:ratio5m{@})", "{{name}}")
                        .indicator(definition, "container_cpu_throttled_ratio")
                        .noValue("no container has a quota")
                        .build());
    }

    private static Row memory(Definition definition) {
        return Row.open(
                "Memory",
                Panel.trend("Working set")
                        .about("Memory that the kernel can't take back.", "A steady climb is a leak.")
                        .query("max " + BY_NAME + "(container:memory:bytes{@})", "{{name}}")
                        .unit(Unit.BYTES)
                        .noValue("no container runs")
                        .build(),
                Panel.trend("Share of the memory limit or plan")
                        .about(
                                "Working set against the limit, or against the runbook's plan where there is none.",
                                "Near 100 % the kernel kills a process of it.")
                        .query("max " + BY_NAME + "(container:memory:ratio{@})", "{{name}}")
                        .indicator(definition, "container_memory_ratio")
                        .noValue("no container has a limit or a plan")
                        .build(),
                Panel.trend("Out of memory")
                        .about("Kills by the kernel in ten minutes.", "Raise the limit or find the leak.")
                        .query("round(sum " + BY_NAME + "(increase(container_oom_events_total{@}[10m])))", "{{name}}")
                        .steps(Steps.of(definition, "container_oom_kills"))
                        .noValue("nothing was killed")
                        .build());
    }

    private static Row traffic(Definition definition) {
        return Row.open(
                "Network and disk",
                Panel.trend("Network by container")
                        .about("Bytes received and sent.", "Compare with the plan of the service.")
                        .query(
                                "sum " + BY_NAME + "(rate(container_network_receive_bytes_total{@}[$__rate_interval]))",
                                "{{name}} in")
                        .query(
                                "sum " + BY_NAME
                                        + "(rate(container_network_transmit_bytes_total{@}[$__rate_interval]))",
                                "{{name}} out")
                        .unit(Unit.BYTES_PER_SECOND)
                        .noValue("no container has a network of its own")
                        .size(12, 8)
                        .build(),
                Panel.trend("Network against a week before")
                        .about(
                                "Bytes received and sent, as a multiple of the same hour of the week before.",
                                "See which peer it talks to; data that leaves in bulk is an incident.")
                        .query("max " + BY_NAME + "(container:network_week_before:ratio{@})", "{{name}}")
                        .indicator(definition, "container_network_spike")
                        .noValue("no traffic of a week before to compare with")
                        .size(12, 8)
                        .build(),
                Panel.trend("Network errors by container")
                        .about("Packets damaged or dropped.", "Look at the bridge and the receiver.")
                        .query(
                                "sum " + BY_NAME + "(rate(container_network_receive_errors_total{@}[$__rate_interval]))"
                                        + " + sum " + BY_NAME
                                        + "(rate(container_network_transmit_errors_total{@}[$__rate_interval]))",
                                "{{name}}")
                        .unit(Unit.PACKETS_PER_SECOND)
                        .noValue("no container has a network of its own")
                        .size(12, 8)
                        .build(),
                Panel.trend("Disk by container")
                        .about(
                                "Bytes read from and written to devices.",
                                "The database writes most; others should be quiet.")
                        .query(
                                "sum " + BY_NAME + "(rate(container_fs_reads_bytes_total{@}[$__rate_interval]))",
                                "{{name}} read")
                        .query(
                                "sum " + BY_NAME + "(rate(container_fs_writes_bytes_total{@}[$__rate_interval]))",
                                "{{name}} written")
                        .unit(Unit.BYTES_PER_SECOND)
                        .noValue("nothing was read or written")
                        .size(12, 8)
                        .build(),
                Panel.trend("Threads")
                        .about("Threads of all processes of the container.", "A steady climb is a leak.")
                        .query("max " + BY_NAME + "(container_threads{@})", "{{name}}")
                        .noValue("no container runs")
                        .size(12, 8)
                        .build());
    }
}
