package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Indicator;
import com.allodoc.ops.threshold.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From which value on a panel has which colour. Immutable.
 *
 * @param base the colour below all steps
 * @param steps colour by the value it starts at, ascending
 * @param limits the definition's words for them; empty when the definition asks nothing of the number
 * @param drawn whether a trend shows them as lines
 */
public record Steps(Colour base, Map<Double, Colour> steps, List<String> limits, boolean drawn) {

    /** A number that is only looked at. */
    public static final Steps NONE = new Steps(Colour.GREEN, Map.of(), List.of(), false);

    /** 1 is good and 0 is bad. */
    public static final Steps UP = new Steps(Colour.RED, Map.of(1.0, Colour.GREEN), List.of(), false);

    /** 0 is good and everything above is bad. */
    public static final Steps NOTHING_EXPECTED = new Steps(Colour.GREEN, Map.of(1.0, Colour.RED), List.of(), false);

    private static final double JUST_ABOVE_ZERO = 1e-6;

    public Steps {
        steps = new TreeMap<>(steps);
        limits = List.copyOf(limits);
    }

    /** The colours of a panel, good to bad. A text says the same where a panel has only two states. */
    public enum Colour {
        GREEN("green"),
        BLUE("blue"),
        YELLOW("yellow"),
        ORANGE("orange"),
        RED("red");

        private final String grafana;

        Colour(String grafana) {
            this.grafana = grafana;
        }

        String grafana() {
            return grafana;
        }

        private static Colour of(AlertRule.Channel channel) {
            return switch (channel) {
                case PAGE -> RED;
                case CHAT -> ORANGE;
                case TICKET -> YELLOW;
            };
        }

        private static Colour worse(Colour a, Colour b) {
            return a.compareTo(b) >= 0 ? a : b;
        }
    }

    /**
     * The limits of an indicator: where its target is missed, and where each of its alerts fires.
     *
     * @throws IllegalArgumentException when the definition doesn't have it, or its limits point both ways
     */
    public static Steps of(Definition definition, String indicator) {
        Indicator target = definition.indicator(indicator);
        Map<Double, Colour> above = new TreeMap<>();
        Map<Double, Colour> below = new TreeMap<>();
        List<String> words = new ArrayList<>();
        if (target.missed() != null) {
            put(target.missed(), Colour.YELLOW, above, below);
            words.add("target missed " + definition.condition(target, target.missed()));
        }
        for (AlertRule alert : definition.runbook().alertsOn(indicator)) {
            put(alert.limit(), Colour.of(alert.channel()), above, below);
            words.add(alert.name() + " " + definition.condition(target, alert.limit()));
        }
        if (!above.isEmpty() && !below.isEmpty()) {
            throw new IllegalArgumentException("indicator " + indicator + " has limits that point both ways");
        }
        return below.isEmpty() ? new Steps(Colour.GREEN, above, words, true) : falling(below, words);
    }

    /** Grafana's steps begin at their value: where everything above 0 is bad, 0 itself must stay good. */
    private static double start(Threshold.Above bound) {
        return bound.limit() == 0 && !bound.inclusive() ? JUST_ABOVE_ZERO : bound.limit();
    }

    private static void put(Threshold limit, Colour colour, Map<Double, Colour> above, Map<Double, Colour> below) {
        if (limit instanceof Threshold.Above bound) {
            above.merge(start(bound), colour, Colour::worse);
        } else if (limit instanceof Threshold.Below bound) {
            below.merge(bound.limit(), colour, Colour::worse);
        } else {
            throw new IllegalArgumentException("limit " + limit.condition() + " is a range; a panel can't draw it");
        }
    }

    /** Below a limit is bad, so each colour ends where Grafana wants to know the next one's start. */
    private static Steps falling(Map<Double, Colour> below, List<String> words) {
        List<Double> values = List.copyOf(below.keySet());
        List<Colour> colours = List.copyOf(below.values());
        Map<Double, Colour> steps = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            steps.put(values.get(i), i + 1 < colours.size() ? colours.get(i + 1) : Colour.GREEN);
        }
        return new Steps(colours.get(0), steps, words, true);
    }

    /** What the panel's description says about limits. */
    String describe() {
        return limits.isEmpty() ? "none; the trend is what counts" : String.join("; ", limits);
    }

    Map<String, Object> json() {
        List<Object> list = new ArrayList<>();
        list.add(step(Optional.empty(), base));
        steps.forEach((value, colour) -> list.add(step(Optional.of(value), colour)));
        Map<String, Object> json = Tree.of("mode", "absolute", "steps", list);
        return json;
    }

    private static Map<String, Object> step(Optional<Double> value, Colour colour) {
        Map<String, Object> json = Tree.of("color", colour.grafana(), "value", value);
        return json;
    }
}
