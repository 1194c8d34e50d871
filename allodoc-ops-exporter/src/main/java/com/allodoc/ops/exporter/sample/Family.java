package com.allodoc.ops.exporter.sample;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A metric's name, type, meaning and labels: all that is the same for every sample of it. Immutable. */
public final class Family {
    private final String name;
    private final MetricType type;
    private final String help;
    private final List<String> labels;

    /** Asked for each column of each table of each scrape, so it is found out once: what a record could not keep. */
    private final boolean isPattern;

    /**
     * A family.
     *
     * @param name the full name as scraped; a {@code *} stands for a part that only the server knows, as in
     *     {@code pg_settings_*}, and is allowed in the catalogue only
     * @param type never changes during the life of a process
     * @param help one line of ours, never text from a server
     * @param labels names of the labels that vary from row to row
     * @throws IllegalArgumentException when Prometheus would not take the name or a label
     */
    public Family(String name, MetricType type, String help, List<String> labels) {
        this.name = name;
        this.type = requireNonNull(type, "type");
        this.help = requireNonNull(help, "help");
        this.labels = List.copyOf(labels);
        this.isPattern = name.indexOf('*') >= 0;
        if (!isMetricName(name.replace('*', 'x'))) {
            throw new IllegalArgumentException(
                    "name: \"" + name + "\" is not a metric name; use letters, digits, '_' and ':'");
        }
        for (String label : this.labels) {
            if (!isLabelName(label)) {
                throw new IllegalArgumentException(
                        "labels: \"" + label + "\" is not a label name; use letters, digits and '_'");
            }
        }
    }

    public static Family gauge(String name, String help, String... labels) {
        return new Family(name, MetricType.GAUGE, help, List.of(labels));
    }

    public static Family counter(String name, String help, String... labels) {
        return new Family(name, MetricType.COUNTER, help, List.of(labels));
    }

    /** The full name as scraped, or a pattern of it. */
    public String name() {
        return name;
    }

    public MetricType type() {
        return type;
    }

    public String help() {
        return help;
    }

    /** Names of the labels that vary from row to row. */
    public List<String> labels() {
        return labels;
    }

    /** The same family under another name: how a pattern such as {@code pg_settings_*} becomes one of its members. */
    public Family named(String actualName) {
        return new Family(actualName, type, help, labels);
    }

    /** Whether the name has a part that only the server knows. */
    public boolean isPattern() {
        return isPattern;
    }

    /** Whether {@code text} may be the name of a metric: {@code [a-zA-Z_:][a-zA-Z0-9_:]*}. */
    public static boolean isMetricName(String text) {
        return isName(text, true);
    }

    /** Whether {@code text} may be the name of a label: {@code [a-zA-Z_][a-zA-Z0-9_]*}. */
    public static boolean isLabelName(String text) {
        return isName(text, false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        // Nearly all are constants, and every page compares all of its families with those of the page before.
        return this == other
                || (other instanceof Family family
                        && name.equals(family.name)
                        && type == family.type
                        && help.equals(family.help)
                        && labels.equals(family.labels));
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, help, labels);
    }

    @Override
    public String toString() {
        return type.text() + ' ' + name + labels;
    }

    private static boolean isName(String text, boolean colons) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (colons && c == ':');
            boolean digit = i > 0 && c >= '0' && c <= '9';
            if (!letter && !digit) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
