package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import com.allodoc.ops.exporter.sample.Snapshot;
import com.allodoc.ops.exporter.testing.RespReplay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A scrape as Prometheus would see it: every series with its value, every family with its type. */
record Page(Map<String, Double> series, Map<String, String> types) {

    static Page of(Snapshot snapshot) {
        return of(snapshot.tables());
    }

    static Page of(Collection<SampleTable> tables) {
        Page page = new Page(new TreeMap<>(), new TreeMap<>());
        for (SampleTable table : tables) {
            for (Column column : table.columns()) {
                for (int row = 0; row < table.rows(); row++) {
                    if (column.isPresent(row)) {
                        page.types.put(
                                column.family().name(), column.family().type().text());
                        page.add(column, row, labels(table, row));
                    }
                }
            }
        }
        return page;
    }

    private void add(Column column, int row, Map<String, String> labels) {
        String name = column.family().name();
        if (column instanceof ScalarColumn scalar) {
            put(name, labels, scalar.value(row));
            return;
        }
        Distribution distribution = ((DistributionColumn) column).distribution(row);
        boolean buckets = column.family().type() == MetricType.HISTOGRAM;
        for (int i = 0; i < distribution.size(); i++) {
            Map<String, String> more = new TreeMap<>(labels);
            more.put(buckets ? "le" : "quantile", text(distribution.edge(i)));
            put(buckets ? name + "_bucket" : name, more, distribution.value(i));
        }
        if (buckets) {
            Map<String, String> more = new TreeMap<>(labels);
            more.put("le", "+Inf");
            put(name + "_bucket", more, distribution.count());
        }
        put(name + "_sum", labels, distribution.sum());
        put(name + "_count", labels, distribution.count());
    }

    private void put(String name, Map<String, String> labels, double value) {
        if (series.put(name + labels, value) != null) {
            throw new IllegalStateException("twice on one page: " + name + labels);
        }
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static Map<String, String> labels(SampleTable table, int row) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < table.constantNames().size(); i++) {
            labels.put(table.constantNames().get(i), table.constantValue(i));
        }
        for (int i = 0; i < table.labelNames().size(); i++) {
            if (!table.labelValue(row, i).isEmpty()) {
                labels.put(table.labelNames().get(i), table.labelValue(row, i));
            }
        }
        return labels;
    }

    /** Reads the text format. */
    static Page parse(String text) {
        Page page = new Page(new TreeMap<>(), new TreeMap<>());
        for (String line : text.split("\n")) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                page.types.put(words[2], words[3]);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                page.parseSample(line);
            }
        }
        return page;
    }

    private void parseSample(String line) {
        int blank = line.lastIndexOf(' ');
        double value = Double.parseDouble(line.substring(blank + 1).replace("Inf", "Infinity"));
        int brace = line.indexOf('{');
        if (brace < 0) {
            put(line.substring(0, blank), Map.of(), value);
            return;
        }
        Map<String, String> labels = new TreeMap<>();
        int i = brace + 1;
        while (line.charAt(i) != '}') {
            int equals = line.indexOf('=', i);
            int end = equals + 2;
            while (line.charAt(end) != '"') {
                end += line.charAt(end) == '\\' ? 2 : 1;
            }
            if (end > equals + 2) {
                String label = line.substring(i, equals);
                String text = line.substring(equals + 2, end);
                boolean number = label.equals("quantile") || (label.equals("le") && !text.equals("+Inf"));
                labels.put(label, number ? text(Double.parseDouble(text)) : text);
            }
            i = line.charAt(end + 1) == ',' ? end + 2 : end + 1;
        }
        put(line.substring(0, brace), labels, value);
    }

    /** The value of a series by its name and labels: {@code redis_db_keys{db=db0}}. */
    Optional<Double> get(String name, String... labels) {
        return Optional.ofNullable(series.get(key(name, labels)));
    }

    double value(String name, String... labels) {
        return get(name, labels)
                .orElseThrow(() -> new AssertionError(key(name, labels) + " is not among " + series.keySet()));
    }

    private static String key(String name, String... labels) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return name + map;
    }

    /** All series of a family. */
    List<String> of(String name) {
        return series.keySet().stream()
                .filter(key -> key.startsWith(name + '{'))
                .toList();
    }

    /** Whether the series of this key has this value. */
    boolean is(String key, double value) {
        return Double.valueOf(value).equals(series.get(key));
    }

    /** The names of the families that are there. */
    Set<String> names() {
        return new TreeSet<>(types.keySet());
    }

    /** A recorded list, a name and a value to a line, as the protocol has it. */
    static String wire(String name) {
        return RespReplay.list(resource(name)
                .lines()
                .flatMap(line -> Stream.of(line.split(" ", 2)))
                .toArray(String[]::new));
    }

    /** A file beside the tests. */
    static String resource(String name) {
        try (var in = Page.class.getResourceAsStream("/redis/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("name: no resource /redis/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
