package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.threshold.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * What one alert is tried with: series whose number is just beyond its limit, just within it, and far from it, side by side
 * as three instances. Where a rule does not keep the instance, the three are tried one after the other.
 */
final class AlertCase {
    private static final Duration MARGIN = Duration.ofMinutes(4);

    private final String alert;
    private final Map<String, DoubleFunction<String>> series = new LinkedHashMap<>();
    private Duration window = Duration.ofMinutes(2);
    private Optional<Double> bad = Optional.empty();
    private Optional<Double> good = Optional.empty();
    private Optional<Double> healthy = Optional.empty();
    private boolean keepsInstance = true;
    private Duration before = Duration.ZERO;

    private AlertCase(String alert) {
        this.alert = alert;
    }

    static AlertCase of(String alert) {
        return new AlertCase(alert);
    }

    String alert() {
        return alert;
    }

    /** A series whose values follow from the number that is judged; {@code {i}} in its labels is the instance. */
    AlertCase series(String name, DoubleFunction<String> values) {
        series.put(name, values);
        return this;
    }

    /** A gauge that is the number itself. */
    AlertCase gauge(String name) {
        return series(name, AlertCase::constant);
    }

    /** A gauge that is always this. */
    AlertCase always(String name, double value) {
        return series(name, v -> constant(value));
    }

    /** A counter that grows by so much a minute, whatever is judged. */
    AlertCase growing(String name, double perMinute) {
        return series(name, v -> counter(perMinute));
    }

    /** How long a rule looks back. */
    AlertCase window(Duration value) {
        window = value.plusMinutes(2);
        return this;
    }

    /** The numbers, where two percent beside the limit say nothing. */
    AlertCase values(double beyond, double within, double far) {
        bad = Optional.of(beyond);
        good = Optional.of(within);
        healthy = Optional.of(far);
        return this;
    }

    /** The rule compares with what was so long ago: the numbers are judged after that. */
    AlertCase after(Duration value) {
        before = value;
        return this;
    }

    /** How often the rules are evaluated: a week of minutes takes too long to be told nothing new. */
    Duration evaluation() {
        return before.isZero() ? Duration.ofMinutes(1) : Duration.ofMinutes(5);
    }

    /** The rule sums instances up. */
    AlertCase oneByOne() {
        keepsInstance = false;
        return this;
    }

    static String constant(double value) {
        return Numbers.text(value) + "x2000";
    }

    static String counter(double perMinute) {
        return "0+" + Numbers.text(perMinute) + "x2000";
    }

    /** The tests of this alert, as promtool reads them. */
    List<Map<String, Object>> tests(Definition definition) {
        AlertRule rule = definition.alert(alert).orElseThrow();
        double limit = limit(rule);
        boolean rising = rule.limit() instanceof Threshold.Above;
        double beyond = bad.orElse(rising ? limit * 1.02 : limit * 0.98);
        double within = good.orElse(rising ? limit * 0.98 : limit * 1.02);
        double far = healthy.orElse(rising ? limit * 0.1 : limit * 10);
        if (keepsInstance) {
            Map<String, Double> instances = new LinkedHashMap<>();
            instances.put("bad", beyond);
            instances.put("good", within);
            instances.put("healthy", far);
            return List.of(test(rule, "bad beside good and healthy", instances, true));
        }
        return List.of(
                test(rule, "bad", Map.of("x", beyond), true),
                test(rule, "just good", Map.of("x", within), false),
                test(rule, "healthy", Map.of("x", far), false));
    }

    private static double limit(AlertRule rule) {
        return rule.limit() instanceof Threshold.Above above ? above.limit() : ((Threshold.Below) rule.limit()).limit();
    }

    private Map<String, Object> test(AlertRule rule, String name, Map<String, Double> instances, boolean fires) {
        List<Object> input = new ArrayList<>();
        series.forEach((series, values) -> instances.forEach((instance, value) -> {
            Map<String, Object> one = Tree.of("series", series.replace("{i}", instance), "values", values.apply(value));
            if (!input.contains(one)) {
                input.add(one);
            }
        }));
        Duration pending = rule.timing().pendingFor();
        List<Object> expectations = new ArrayList<>();
        if (fires && pending.compareTo(Duration.ofMinutes(2)) > 0) {
            expectations.add(expect(rule, before.plus(pending).minusMinutes(1), false));
        }
        expectations.add(expect(rule, before.plus(window).plus(pending).plus(MARGIN), fires));
        return Tree.of(
                "name", alert + ": " + name, "interval", "1m", "input_series", input, "promql_expr_test", expectations);
    }

    private Map<String, Object> expect(AlertRule rule, Duration at, boolean fires) {
        String by = keepsInstance ? "instance" : "alertname";
        String labels = keepsInstance ? "{instance=\"bad\"}" : "{alertname=\"" + alert + "\"}";
        AlertSpec spec = RuleCatalog.spec(alert).orElseThrow();
        String firing = "sum by (" + by + ") (ALERTS{alertname=\"" + alert
                + "\", alertstate=\"firing\", severity=~\".+\", sev=\""
                + rule.severity().name().substring(3) + "\", area=\""
                + spec.area().label() + "\", team=\""
                + spec.area().team() + "\", service=~\".+\", environment=\"production\"}) > bool 0";
        List<Object> samples = fires ? List.of(Tree.of("labels", labels, "value", 1)) : List.of();
        return Tree.of("expr", firing, "eval_time", Numbers.duration(at), "exp_samples", samples);
    }
}
