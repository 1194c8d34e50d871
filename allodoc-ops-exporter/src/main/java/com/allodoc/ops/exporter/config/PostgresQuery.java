package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A query of the user's own, and what its columns mean. Immutable.
 *
 * @param name of its collector
 * @param everyDatabase whether it is asked in every database that is watched, or once
 * @param interval how often at most; zero for every scrape
 * @param timeout how long it may take, if less than the scrape; the whole scrape when empty
 * @param maxRows how many rows are taken; what is above is counted
 * @param versions of the server that it is for
 * @param sql a single statement
 * @param labels columns that are labels
 * @param labelServer whether the label {@code server} is on its series, as postgres_exporter has it
 * @param metrics columns that are metrics
 * @param origin where the text stands
 */
public record PostgresQuery(
        String name,
        boolean everyDatabase,
        Duration interval,
        Optional<Duration> timeout,
        int maxRows,
        ServerVersions versions,
        String sql,
        List<String> labels,
        boolean labelServer,
        List<Metric> metrics,
        SqlOrigin origin) {

    /** Enough for any table worth a graph, and too little to hurt anybody. */
    static final int MAX_ROWS = 1000;

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** What a column's values mean. */
    public enum Kind {
        COUNTER,
        GAUGE,
        UNTYPED,
        /** An array of edges, with the columns {@code _bucket}, {@code _sum} and {@code _count} beside it. */
        HISTOGRAM,
        /** A text that stands for a number. */
        MAPPED,
        /** An interval, or a text such as {@code 1h5m}, in milliseconds. */
        DURATION
    }

    /**
     * A column that is a metric.
     *
     * @param name all of it, as it is on the page
     * @param mapping what the texts of a mapped column stand for
     */
    public record Metric(
            String name, Kind kind, String column, String help, Map<String, Double> mapping, ServerVersions versions) {

        public Metric {
            checkMetric(name);
            mapping = Map.copyOf(new TreeMap<>(mapping));
            if ((kind == Kind.MAPPED) == mapping.isEmpty()) {
                throw new IllegalArgumentException("a mapping belongs to a mapped column, and to no other");
            }
        }
    }

    public PostgresQuery {
        checkLabel(name);
        labels = List.copyOf(labels);
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("has no metric; name at least one column under metrics");
        }
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows must be at least 1");
        }
        if (timeout.isPresent() && (timeout.get().isZero() || timeout.get().isNegative())) {
            throw new IllegalArgumentException("timeout must be longer than nothing; leave it out for no own limit");
        }
        Set<String> names = new HashSet<>();
        for (Metric metric : metrics) {
            if (!names.add(metric.name())) {
                throw new IllegalArgumentException("has the metric " + metric.name() + " twice");
            }
        }
        if (new HashSet<>(labels).size() < labels.size()) {
            throw new IllegalArgumentException("has a label twice");
        }
    }

    /** @throws IllegalArgumentException when it can't be the name of a label or a collector */
    static String checkLabel(String text) {
        if (!LABEL.matcher(text).matches()) {
            throw new IllegalArgumentException("expected letters, digits and '_', not starting with a digit");
        }
        return text;
    }

    /** @throws IllegalArgumentException when it can't be the name of a metric */
    static String checkMetric(String text) {
        if (!METRIC.matcher(text).matches()) {
            throw new IllegalArgumentException("expected the name of a metric: letters, digits, '_' and ':'");
        }
        return text;
    }
}
