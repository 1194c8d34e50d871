package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The samples of a snapshot one by one, as they will be on the page, to be asked about. */
public final class Page {

    /** One line of a page; of a histogram, its count. */
    public record Sample(Family family, Map<String, String> labels, double value) {
        public String name() {
            return family.name();
        }
    }

    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, Distribution> distributions = new HashMap<>();

    private Page() {}

    public static Page of(Snapshot snapshot) {
        return of(snapshot.tables());
    }

    public static Page of(List<SampleTable> tables) {
        Page page = new Page();
        tables.forEach(page::add);
        return page;
    }

    private void add(SampleTable table) {
        for (Column column : table.columns()) {
            for (int row = 0; row < table.rows(); row++) {
                if (!column.isPresent(row)) {
                    continue;
                }
                Map<String, String> labels = labels(table, row);
                if (column instanceof ScalarColumn scalar) {
                    samples.add(new Sample(column.family(), labels, scalar.value(row)));
                } else if (column instanceof DistributionColumn several) {
                    samples.add(new Sample(
                            column.family(), labels, several.distribution(row).count()));
                    distributions.put(column.family().name() + labels, several.distribution(row));
                }
            }
        }
    }

    private static Map<String, String> labels(SampleTable table, int row) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < table.constantNames().size(); i++) {
            labels.put(table.constantNames().get(i), table.constantValue(i));
        }
        for (int i = 0; i < table.labelNames().size(); i++) {
            labels.put(table.labelNames().get(i), table.labelValue(row, i));
        }
        return labels;
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    public List<Sample> all(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The value of the one sample with this name and these labels among others; empty when absent. */
    public OptionalDouble find(String name, String... labels) {
        List<Sample> found = samples.stream()
                .filter(sample -> sample.name().equals(name) && has(sample, labels))
                .toList();
        if (found.size() > 1) {
            throw new AssertionError("several: " + found);
        }
        return found.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(found.get(0).value());
    }

    /** As {@link #find}, for one that must be there. */
    public double value(String name, String... labels) {
        return find(name, labels)
                .orElseThrow(() -> new AssertionError("no " + name + String.join(",", labels) + " in " + names()));
    }

    /** The one histogram with this name and exactly these labels. */
    public Distribution distribution(String name, Map<String, String> labels) {
        Distribution found = distributions.get(name + new TreeMap<>(labels));
        if (found == null) {
            throw new AssertionError("no " + name + labels + " in " + distributions.keySet());
        }
        return found;
    }

    private static boolean has(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }
}
