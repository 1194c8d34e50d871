package com.allodoc.ops.exporter.render;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.render.dashboard.Unit;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Indicator;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.threshold.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What everything is rendered from: the runbook, where its parts are to be found, and below which traffic a ratio says
 * nothing. Immutable.
 *
 * @param runbook what the team has agreed on
 * @param site addresses and names of the monitoring, by the keys in {@link Site}
 * @param floors the least traffic or size at which an indicator is judged, by name
 * @param format what a definition may look like
 */
public record Definition(Runbook runbook, Site site, Map<String, Double> floors, Format format) {

    public Definition {
        requireNonNull(runbook, "runbook");
        requireNonNull(site, "site");
        requireNonNull(format, "format");
        floors = java.util.Collections.unmodifiableMap(new TreeMap<>(floors));
    }

    /**
     * Where the parts of the monitoring are.
     *
     * @param grafana address without a slash at its end; so are the others
     * @param prometheus address
     * @param alertmanager address
     * @param runbook address of the rendered page
     * @param sms webhook of the gateway that sends text messages
     * @param heartbeat webhook of the service that misses the Watchdog
     * @param smarthost host and port of the mail server
     * @param mailFrom sender of mails
     * @param exporter host and port of the exporter, as Prometheus reaches it
     * @param job its job label
     * @param scrapeInterval how often Prometheus asks
     * @param uidPrefix in front of every dashboard's uid, for a second copy in one Grafana; may be empty
     */
    public record Site(
            String grafana,
            String prometheus,
            String alertmanager,
            String runbook,
            String sms,
            String heartbeat,
            String smarthost,
            String mailFrom,
            String exporter,
            String job,
            Duration scrapeInterval,
            String uidPrefix) {}

    /**
     * What a definition may look like.
     *
     * @param schema of a whole one, in the words of JSON Schema
     * @param overlay of a team's own file over the shipped one
     * @param reference for every mapping, by its path, the table of its keys, the head first
     */
    public record Format(
            Map<String, Object> schema, Map<String, Object> overlay, Map<String, List<List<String>>> reference) {}

    /**
     * A number of the runbook.
     *
     * @throws IllegalArgumentException when the runbook lacks it
     */
    public Indicator indicator(String name) {
        return runbook.indicator(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "indicators has no " + name + ", which a rule or a panel needs; add it to the definition"));
    }

    public Optional<AlertRule> alert(String name) {
        return runbook.alerts().stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst();
    }

    /**
     * The least traffic or size of this name.
     *
     * @throws IllegalArgumentException when the definition lacks it
     */
    public double floor(String name) {
        Double floor = floors.get(name);
        if (floor == null) {
            throw new IllegalArgumentException(
                    "floors has no " + name + ", which a rule needs; add it to the definition");
        }
        return floor;
    }

    public String uid(String slug) {
        return site.uidPrefix() + slug;
    }

    public String runbookUrl() {
        return site.runbook();
    }

    public String alertmanagerUrl() {
        return site.alertmanager();
    }

    /** A limit as people read it: {@code > 80 %}. */
    public String condition(Indicator indicator, Threshold limit) {
        if (limit instanceof Threshold.Above above) {
            return (above.inclusive() ? ">= " : "> ") + amount(indicator, above.limit());
        }
        if (limit instanceof Threshold.Below below) {
            return (below.inclusive() ? "<= " : "< ") + amount(indicator, below.limit());
        }
        return limit.condition();
    }

    private static String amount(Indicator indicator, double value) {
        return switch (Unit.of(indicator.unit())) {
            case RATIO -> Numbers.text(Math.round(value * 10_000) / 100.0) + " %";
            case SECONDS ->
                value == Math.rint(value) && value >= 60
                        ? Numbers.duration(Duration.ofSeconds((long) value))
                        : Numbers.text(value) + " s";
            case BYTES -> Numbers.text(Math.round(value / (1 << 20))) + " MiB";
            default -> Numbers.text(value);
        };
    }
}
