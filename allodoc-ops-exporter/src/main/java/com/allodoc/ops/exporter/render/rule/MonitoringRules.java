package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.Area.MONITORING;

import java.util.List;
import java.util.stream.Stream;

/** Who watches the watchers: the exporter, Prometheus and Alertmanager themselves. */
final class MonitoringRules {
    static final List<AlertSpec> ALERTS = Stream.of(
                    alert(
                            "Watchdog",
                            "vector(1) {limit}",
                            "The alerting works",
                            "Fires always. When the receiver at the other end hears nothing for ten minutes, the chain"
                                    + " from Prometheus to it is broken."),
                    alert(
                                    "ExporterDown",
                                    """
                                    up{job="{job}"} {limit}
                                    or absent(up{job="{job}"}) * 0 {limit}
                                    """,
                                    "The exporter at {{ $labels.instance }} is not scraped",
                                    "Prometheus gets no page from the exporter: everything it watches is unwatched.")
                            .community("up{job=~\"postgres|redis|cadvisor|node\"} {limit}"),
                    alert(
                                    "TargetDown",
                                    "allodoc_target_up{source!~\"postgres|redis\"} {limit}",
                                    "{{ $labels.source }} {{ $labels.target }} can't be read",
                                    "The exporter can't reach one of its sources, so its containers or its machine are"
                                            + " unwatched.")
                            .nativeOnly(),
                    alert(
                                    "CollectorFailing",
                                    """
                                    allodoc_collector_success {limit}
                                    unless on (environment, job, instance, source, target, collector)
                                      allodoc_collector_skipped == 1
                                    unless on (environment, job, instance, source, target) allodoc_target_up == 0
                                    """,
                                    "Collector {{ $labels.collector }} of {{ $labels.target }} fails",
                                    "A part of the metrics is missing although the server answers. The exporter's log"
                                            + " says why.")
                            .nativeOnly(),
                    alert(
                                    "CollectorStale",
                                    """
                                    (time() - allodoc_collector_last_success_timestamp_seconds)
                                      / clamp_min(allodoc_collector_interval_seconds, {floor:collector_interval_seconds})
                                      {limit}
                                    unless on (environment, job, instance, source, target, collector)
                                      allodoc_collector_skipped == 1
                                    unless on (environment, job, instance, source, target) allodoc_target_up == 0
                                    """,
                                    "Collector {{ $labels.collector }} of {{ $labels.target }} has given nothing new"
                                            + " for long",
                                    "What the page says about a part of the metrics is much older than it may be,"
                                            + " although the server answers: the collector hangs, fails, or never gets"
                                            + " its turn.")
                            .nativeOnly(),
                    alert(
                                    "SeriesDropped",
                                    "increase(allodoc_collector_series_dropped_total[15m]) {limit}",
                                    "Series of {{ $labels.collector }} of {{ $labels.target }} are left out",
                                    "The source has more series than maxSeries allows, so some are missing from the"
                                            + " page. Choose fewer, or raise it.")
                            .nativeOnly(),
                    alert(
                                    "ThresholdDrift",
                                    """
                                    abs(
                                      max by (environment, alert) (allodoc_threshold)
                                        - on (environment, alert) alert:threshold:value
                                    ) {limit}
                                    or (max by (environment, alert) (allodoc_threshold)
                                      unless on (environment, alert) alert:threshold:value) * 0 + 1 {limit}
                                    or (alert:threshold:value and on (environment) allodoc_threshold
                                      unless on (environment, alert) allodoc_threshold) * 0 + 1 {limit}
                                    """,
                                    "The rules and the exporter disagree about {{ $labels.alert }}",
                                    "These rules were rendered from another definition than the one the exporter has:"
                                            + " a limit was changed and not everything rendered and loaded again.")
                            .nativeOnly(),
                    alert(
                            "RuleEvaluationFailing",
                            "increase(prometheus_rule_evaluation_failures_total[5m]) {limit}",
                            "Prometheus can't evaluate {{ $labels.rule_group }}",
                            "A rule fails, so its alert can't fire."),
                    alert(
                            "AlertmanagerUnreachable",
                            "prometheus_notifications_alertmanagers_discovered {limit}",
                            "Prometheus knows no Alertmanager",
                            "Alerts fire and nobody is told."),
                    alert(
                            "NotificationsFailing",
                            "increase(alertmanager_notifications_failed_total[5m]) {limit}",
                            "Alertmanager can't notify through {{ $labels.integration }}",
                            "A way of telling people is broken: wrong key, no network, or the other side is down."),
                    alert(
                            "ConfigReloadFailed",
                            "prometheus_config_last_reload_successful {limit} or"
                                    + " alertmanager_config_last_reload_successful {limit}",
                            "{{ $labels.instance }} runs with an old configuration",
                            "The last change of the configuration was refused; the one before is still in force."))
            .map(spec -> spec.about("monitoring"))
            .toList();

    private MonitoringRules() {}

    private static AlertSpec alert(String name, String expression, String summary, String meaning) {
        return AlertSpec.of(name, MONITORING, expression, summary, meaning);
    }
}
