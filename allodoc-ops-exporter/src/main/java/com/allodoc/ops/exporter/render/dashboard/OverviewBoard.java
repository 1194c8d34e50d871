package com.allodoc.ops.exporter.render.dashboard;

import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.BLUE;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.GREEN;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.ORANGE;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.RED;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.YELLOW;

import com.allodoc.ops.exporter.render.Definition;
import java.util.Map;

/** The home page: is everything all right, and if not, where to look. */
final class OverviewBoard {
    /** By the highest rank of a firing alert; -1 when not even the Watchdog fires. */
    private static final Mapping STATUS = new Mapping(Map.of(
            -1, new Mapping.Word("MONITORING BLIND", BLUE),
            0, new Mapping.Word("OK", GREEN),
            1, new Mapping.Word("SEV4", YELLOW),
            2, new Mapping.Word("SEV3", ORANGE),
            3, new Mapping.Word("SEV2", RED),
            4, new Mapping.Word("SEV1", RED)));

    private OverviewBoard() {}

    static Dashboard of(Definition definition) {
        return Head.of(
                        "overview",
                        "Runbook Overview",
                        "Traffic lights for everything the runbook has a limit for.",
                        "up")
                .over(definition, now(definition), problems(definition), trends(definition), monitoring());
    }

    private static Row now(Definition definition) {
        return Row.open(
                "Now",
                Panel.stat("Overall status")
                        .about(
                                "The worst severity that fires, or OK. MONITORING BLIND: not even the alert fires that"
                                        + " always does, so nothing else would.",
                                "Look at Active alerts below; each has a link to its page in the runbook.")
                        .now("""
                            max(
                              4 * max(ALERTS{@, alertstate="firing", sev="1", severity!="none"})
                              or 3 * max(ALERTS{@, alertstate="firing", sev="2", severity!="none"})
                              or 2 * max(ALERTS{@, alertstate="firing", sev="3", severity!="none"})
                              or 1 * max(ALERTS{@, alertstate="firing", sev="4", severity!="none"})
                              or 0 * max(ALERTS{alertname="Watchdog", alertstate="firing"})
                              or vector(-1)
                            )
                            """.strip())
                        .mapping(STATUS)
                        .filled()
                        .noValue("MONITORING BLIND")
                        .shows("watchdog")
                        .size(4, 5)
                        .build(),
                Panel.stat("Core services")
                        .about(
                                "One tile per service: UP when every check of it says so.",
                                "Open the service's dashboard; start with the container's state.")
                        .now("min by (service) (service:up:min{@, core=\"true\"})", "{{service}}")
                        .indicator(definition, "service_up")
                        .shows("service_expected", "service_changes")
                        .steps(Steps.UP)
                        .mapping(Mapping.UP)
                        .named()
                        .filled()
                        .noValue("no service has been seen yet")
                        .size(8, 5)
                        .build(),
                Panel.stat("Containers not running")
                        .about(
                                "Containers that the runbook expects and that do not run.",
                                "The Containers dashboard says which, and how they ended.")
                        .now("count(container:running:bool{@} == 0) or 0 * count(container:running:bool{@})")
                        .steps(Steps.NOTHING_EXPECTED)
                        .filled()
                        .noValue("containers are not watched")
                        .size(4, 5)
                        .build(),
                Panel.stat("Database connections")
                        .about(
                                "Client sessions of the server that has most.",
                                "Database Performance shows them by state; many idle ones point at a pool.")
                        .query("max(pg:connections:sum{@})")
                        .indicator(definition, "postgres_connections")
                        .noValue("no PostgreSQL is watched")
                        .size(4, 5)
                        .build(),
                Panel.stat("Redis memory")
                        .about(
                                "Memory of the fullest Redis, against its limit or, without one, against the plan.",
                                "The Redis dashboard shows what grows.")
                        .query("max(redis:memory:ratio{@})")
                        .indicator(definition, "redis_memory_ratio")
                        .noValue("no Redis is watched")
                        .size(4, 5)
                        .build());
    }

    private static Row problems(Definition definition) {
        return Row.open(
                "Problems",
                Panel.table("Active alerts")
                        .about(
                                "What fires now. Empty is good.",
                                "Work from SEV1 down; the runbook has a page for every alert.")
                        .column(Column.label("Alert", "alertname"))
                        .column(Column.label("SEV", "sev").narrow(70))
                        .column(Column.label("Severity", "severity").narrow(100))
                        .column(Column.label("Service", "service"))
                        .column(Column.label("Environment", "environment").narrow(130))
                        .column(Column.value(
                                        "Alerts",
                                        "count by (alertname, sev, severity, service, environment)"
                                                + " (ALERTS{@, alertstate=\"firing\", severity!=\"none\"})",
                                        Unit.COUNT)
                                .narrow(80))
                        .sortedBy("SEV")
                        .noValue("nothing fires")
                        .size(16, 8)
                        .build(),
                Panel.bars("Worst host: processor, memory, disk")
                        .about(
                                "The highest value over all machines and all mounts.",
                                "Infrastructure Overview shows which one.")
                        .now("max(host:cpu:ratio{@})", "CPU")
                        .now("max(host:memory:ratio{@})", "Memory")
                        .now("max(mount:disk:ratio{@})", "Disk")
                        .unit(Unit.RATIO)
                        .steps(Steps.of(definition, "host_disk_ratio"))
                        .range(0, 1)
                        .noValue("no machine is watched")
                        .size(8, 8)
                        .build());
    }

    private static Row trends(Definition definition) {
        return Row.open(
                "Trends",
                Panel.trend("Alerts firing")
                        .about("Alerts by severity over time.", "A saw tooth is an alert that needs tuning.")
                        .query(
                                "count by (severity) (ALERTS{@, alertstate=\"firing\", severity!=\"none\"})",
                                "{{severity}}")
                        .noValue("nothing fired")
                        .build(),
                Panel.trend("Services up")
                        .about("1 while every check of a service is good.", "A gap is a time without data.")
                        .query("min by (service) (service:up:min{@})", "{{service}}")
                        .range(0, 1)
                        .noValue("no service has been seen yet")
                        .build(),
                Panel.trend("Processor and memory of the worst host")
                        .about("The highest over all machines.", "Infrastructure Overview shows which one.")
                        .query("max(host:cpu:ratio{@})", "CPU")
                        .query("max(host:memory:ratio{@})", "Memory")
                        .unit(Unit.RATIO)
                        .steps(Steps.of(definition, "host_memory_ratio"))
                        .range(0, 1)
                        .noValue("no machine is watched")
                        .build());
    }

    private static Row monitoring() {
        return Row.open(
                "Monitoring health",
                Panel.stat("Targets scraped")
                        .about(
                                "Share of Prometheus's targets that answer.",
                                "Prometheus's page Status, Targets says why not.")
                        .now("avg(up{@})")
                        .unit(Unit.RATIO)
                        .steps(Steps.UP)
                        .shows("exporter_up")
                        .noValue("nothing is scraped")
                        .size(4, 4)
                        .build(),
                Panel.stat("Sources read")
                        .about(
                                "Servers and engines that the exporter reaches.",
                                "The table beside says which it does not, and why.")
                        .now("avg(allodoc_target_up{@})")
                        .unit(Unit.RATIO)
                        .steps(Steps.UP)
                        .shows("target_up")
                        .noValue("the exporter watches nothing")
                        .size(4, 4)
                        .build(),
                Panel.stat("Rule failures, 1 h")
                        .about(
                                "Rules that Prometheus could not evaluate.",
                                "Prometheus's page Status, Rules shows the error.")
                        .now("sum(increase(prometheus_rule_evaluation_failures_total{@}[1h]))")
                        .steps(Steps.NOTHING_EXPECTED)
                        .shows("rule_failures")
                        .noValue("Prometheus does not scrape itself")
                        .size(4, 4)
                        .build(),
                Panel.stat("Alertmanagers")
                        .about(
                                "How many Prometheus sends to.",
                                "Without one nobody is told: check its process and address.")
                        .now("min(prometheus_notifications_alertmanagers_discovered{@})")
                        .steps(Steps.UP)
                        .shows("alertmanagers")
                        .noValue("Prometheus does not scrape itself")
                        .size(4, 4)
                        .build(),
                Panel.stat("Notifications failed, 1 h")
                        .about(
                                "Notifications that did not go out.",
                                "Alertmanager's log says why; check the secret's file.")
                        .now("sum(increase(alertmanager_notifications_failed_total{@}[1h]))")
                        .steps(Steps.NOTHING_EXPECTED)
                        .shows("notification_failures")
                        .noValue("Alertmanager is not scraped")
                        .size(4, 4)
                        .build(),
                Panel.stat("Configuration loaded")
                        .about(
                                "1 while Prometheus and Alertmanager run with the newest configuration.",
                                "Their logs say what was refused.")
                        .now("min(prometheus_config_last_reload_successful{@})", "Prometheus")
                        .now("min(alertmanager_config_last_reload_successful{@})", "Alertmanager")
                        .steps(Steps.UP)
                        .mapping(Mapping.of(0, "OLD", RED, 1, "OK", GREEN))
                        .shows("config_reloaded")
                        .named()
                        .noValue("not scraped")
                        .size(4, 4)
                        .build(),
                Panel.table("Collectors that fail")
                        .about(
                                "Parts of the metrics that are missing although the server answers.",
                                "The exporter's log says why.")
                        .column(Column.label("Source", "source"))
                        .column(Column.label("Target", "target"))
                        .column(Column.label("Collector", "collector"))
                        .column(Column.value(
                                "Success",
                                "min by (source, target, collector) (allodoc_collector_success{@}"
                                        + " unless allodoc_collector_skipped{@} == 1) == 0",
                                Unit.COUNT))
                        .shows("collector_success")
                        .noValue("none")
                        .size(12, 6)
                        .build(),
                Panel.stat("Oldest collector")
                        .about(
                                "Time since the collector that has been silent longest last gave its data.",
                                "The exporter's log says what holds it up; a collector may be asked rarely on purpose.")
                        .now("max(time() - allodoc_collector_last_success_timestamp_seconds{@})")
                        .unit(Unit.AGE)
                        .shows("collector_age_intervals")
                        .noValue("the exporter watches nothing")
                        .size(6, 6)
                        .build(),
                Panel.stat("Series left out, last hour")
                        .about(
                                "Series that the source has and the page lacks, because there are too many.",
                                "Choose fewer, or raise maxSeries.")
                        .now("sum(increase(allodoc_collector_series_dropped_total{@}[1h]))")
                        .steps(Steps.NOTHING_EXPECTED)
                        .shows("series_dropped")
                        .noValue("the exporter watches nothing")
                        .size(6, 6)
                        .build(),
                Panel.table("Limits that differ")
                        .about(
                                "Alerts whose limit in the loaded rules is not the one that the exporter was told.",
                                "Render the rules again, load them, and reload the exporter.")
                        .column(Column.label("Alert", "alert"))
                        .column(Column.value(
                                "Exporter",
                                "max by (alert) (allodoc_threshold{@}) != max by (alert) (alert:threshold:value{@})",
                                Unit.COUNT))
                        .shows("threshold_drift")
                        .noValue("none, or the exporter was told no definition")
                        .size(12, 6)
                        .build(),
                Panel.trend("Scrape duration")
                        .about(
                                "How long the exporter needs per source.",
                                "A server that answers slowly shows here first.")
                        .query(
                                "max by (source, target) (allodoc_target_scrape_duration_seconds{@})",
                                "{{source}} {{target}}")
                        .unit(Unit.SECONDS)
                        .noValue("the exporter watches nothing")
                        .size(12, 6)
                        .build());
    }
}
