package com.allodoc.ops.exporter.render.lint;

import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every metric that a query may ask for: the sources', those of the exporter, Prometheus and Alertmanager, the recorded ones. */
final class KnownMetrics {
    /** What Prometheus gives each scraped series, and what our scrape configuration adds. */
    private static final Set<String> TARGET_LABELS = Set.of("environment", "job", "instance", "server");

    private static final Map<String, Family> OF_PROMETHEUS = Map.of(
            "up", Family.gauge("up", "Whether the last scrape worked."),
            "allodoc_threshold", Family.gauge("allodoc_threshold", "The limit of an alert.", "alert"),
            "ALERTS",
                    Family.gauge(
                            "ALERTS",
                            "Pending and firing alerts.",
                            "alertname",
                            "alertstate",
                            "severity",
                            "sev",
                            "service"),
            "prometheus_rule_evaluation_failures_total",
                    Family.counter("prometheus_rule_evaluation_failures_total", "Failed rules.", "rule_group"),
            "prometheus_notifications_alertmanagers_discovered",
                    Family.gauge("prometheus_notifications_alertmanagers_discovered", "Known Alertmanagers."),
            "prometheus_config_last_reload_successful",
                    Family.gauge("prometheus_config_last_reload_successful", "Whether the last reload worked."),
            "alertmanager_config_last_reload_successful",
                    Family.gauge("alertmanager_config_last_reload_successful", "Whether the last reload worked."),
            "alertmanager_notifications_failed_total",
                    Family.counter("alertmanager_notifications_failed_total", "Failed notifications.", "integration"));

    private final MetricCatalog catalog;
    private final Set<String> recorded;

    KnownMetrics(MetricCatalog catalog, Set<String> recorded) {
        this.catalog = catalog;
        this.recorded = Set.copyOf(recorded);
    }

    /** What is wrong with asking for it like this; nothing when all is well. */
    Optional<String> problem(Selector selector) {
        if (selector.isRecorded()) {
            return recorded.contains(selector.name())
                    ? Optional.empty()
                    : Optional.of("no rule records " + selector.name());
        }
        Optional<Family> family =
                Optional.ofNullable(OF_PROMETHEUS.get(selector.name())).or(() -> catalog.find(selector.name()));
        if (family.isEmpty()) {
            return Optional.of("nothing gives a metric " + selector.name());
        }
        return type(selector, family.get()).or(() -> labels(selector, family.get()));
    }

    private static Optional<String> type(Selector selector, Family family) {
        boolean isCounter = family.type() == MetricType.COUNTER;
        if (selector.isTakenForCounter() && !isCounter) {
            return Optional.of(selector.function() + " of " + family.name() + ", which is a "
                    + family.type().text() + "; use delta or deriv");
        }
        if (isCounter && selector.isTakenForGauge()) {
            return Optional.of(selector.function() + " of counter " + family.name() + "; use rate or increase");
        }
        if (isCounter && !selector.isTakenForCounter() && !selector.isCounted()) {
            return Optional.of("counter " + family.name() + " without rate or increase");
        }
        return Optional.empty();
    }

    private static Optional<String> labels(Selector selector, Family family) {
        List<String> unknown = selector.labels().stream()
                .filter(label ->
                        !TARGET_LABELS.contains(label) && !family.labels().contains(label))
                .filter(label -> !label.startsWith("container_label_"))
                .sorted()
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(family.name() + " has no label " + unknown);
    }
}
