package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Invented series, one sample a minute, that incidents are planted into. NaN is a scrape without an answer. */
final class History {
    static final int DAY = 1440;

    private final int minutes;
    private final Map<String, double[]> series = new LinkedHashMap<>();

    History(int days) {
        minutes = days * DAY;
    }

    /** A gauge by the minute. */
    void gauge(String name, IntToDoubleFunction value) {
        double[] values = new double[minutes];
        Arrays.setAll(values, value);
        series.put(name, values);
    }

    /** A counter by what each minute adds to it. */
    void counter(String name, IntToDoubleFunction perMinute) {
        double[] values = new double[minutes];
        double total = 0;
        for (int minute = 0; minute < minutes; minute++) {
            total += perMinute.applyAsDouble(minute);
            values[minute] = total;
        }
        series.put(name, values);
    }

    /** Replaces what a gauge was in these minutes. */
    void plant(String name, int from, int length, IntToDoubleFunction value) {
        double[] values = of(name);
        for (int i = 0; i < length; i++) {
            values[from + i] = value.applyAsDouble(i);
        }
    }

    /** Makes a counter grow by so much more a minute, in these minutes. */
    void plantGrowth(String name, int from, int length, double perMinute) {
        double[] values = of(name);
        for (int minute = from; minute < minutes; minute++) {
            values[minute] += perMinute * Math.min(minute - from + 1, length);
        }
    }

    /** Makes a counter grow by exactly so much a minute, in these minutes. */
    void plantPace(String name, int from, int length, double perMinute) {
        double[] values = of(name);
        double end = values[from - 1] + perMinute * length;
        double shift = end - values[from + length - 1];
        for (int minute = from; minute < minutes; minute++) {
            values[minute] = minute < from + length
                    ? values[from - 1] + perMinute * (minute - from + 1)
                    : values[minute] + shift;
        }
    }

    /** Every series of these labels falls silent: the exporter itself is gone. */
    void silence(String label, int from, int length) {
        series.forEach((name, values) -> {
            if (name.contains(label) && !name.startsWith("up{")) {
                Arrays.fill(values, from, from + length, Double.NaN);
            }
        });
    }

    private double[] of(String name) {
        double[] values = series.get(name);
        if (values == null) {
            throw new IllegalArgumentException("name " + name + " is no series of this history");
        }
        return values;
    }

    /** As promtool's tests read it. */
    List<Object> input() {
        List<Object> input = new ArrayList<>();
        series.forEach((name, values) -> input.add(Tree.of("series", name, "values", notation(values))));
        return input;
    }

    /** Runs of one value, or of one step, become {@code a+bxn}. */
    private static String notation(double[] values) {
        StringBuilder text = new StringBuilder();
        boolean wasThere = false;
        int at = 0;
        while (at < values.length) {
            if (Double.isNaN(values[at])) {
                text.append(wasThere ? "stale " : "_ ");
                wasThere = false;
                at++;
                continue;
            }
            int end = at;
            double step = at + 1 < values.length ? values[at + 1] - values[at] : 0;
            while (end + 1 < values.length && values[end + 1] - values[end] == step) {
                end++;
            }
            text.append(Numbers.text(values[at]));
            if (end > at) {
                text.append(step < 0 ? "-" : "+")
                        .append(Numbers.text(Math.abs(step)))
                        .append('x')
                        .append(end - at);
            }
            text.append(' ');
            wasThere = true;
            at = end + 1;
        }
        return text.toString().strip();
    }
}
