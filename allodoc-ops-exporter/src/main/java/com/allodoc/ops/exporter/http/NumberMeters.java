package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters that are one number each, which are nearly all there are, as tables: one for each family and set of label
 * names. Their labels are laid out once and not for each page. Safe for use by any thread.
 */
final class NumberMeters {
    private static final Logger log = LoggerFactory.getLogger(NumberMeters.class);

    /** What the meters of one table share. Of two that differ in their help only, the first one's counts. */
    private record Kind(String name, MetricType type, List<String> labelNames) {
        static Kind of(Family family) {
            return new Kind(family.name(), family.type(), family.labels());
        }
    }

    private static final class Members {
        private final Family family;
        private final Map<List<String>, DoubleSupplier> byLabels = new LinkedHashMap<>();

        Members(Family family) {
            this.family = family;
        }
    }

    /** Meters that are read together, in the order of the rows of their table. */
    private record Group(SampleTable layout, List<DoubleSupplier> numbers) {}

    private final Map<Kind, Members> kinds = new LinkedHashMap<>();
    private volatile @Nullable List<Group> groups;

    /** Adds a meter of a family, by the values of the family's labels. One of the same values takes its place. */
    synchronized void add(Family family, List<String> labelValues, DoubleSupplier number) {
        kinds.computeIfAbsent(Kind.of(family), kind -> new Members(family))
                .byLabels
                .put(labelValues, number);
        groups = null;
    }

    synchronized void remove(Family family, List<String> labelValues) {
        Kind kind = Kind.of(family);
        Members members = kinds.get(kind);
        if (members != null) {
            members.byLabels.remove(labelValues);
            if (members.byLabels.isEmpty()) {
                kinds.remove(kind);
            }
            groups = null;
        }
    }

    /** What they are now. Those of one table that has a number that can't be told are missing. */
    List<SampleTable> read() {
        List<Group> now = groups();
        List<SampleTable> tables = new ArrayList<>(now.size());
        for (Group group : now) {
            double[] numbers = new double[group.numbers.size()];
            try {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = group.numbers.get(i).getAsDouble();
                }
                tables.add(group.layout.withNumbers(numbers));
            } catch (RuntimeException e) {
                log.warn(
                        "a meter failed; {} is missing from this page",
                        group.layout.columns().get(0).family().name(),
                        e);
            }
        }
        return tables;
    }

    private List<Group> groups() {
        List<Group> known = groups;
        return known == null ? layOut() : known;
    }

    private synchronized List<Group> layOut() {
        List<Group> all = new ArrayList<>(kinds.size());
        kinds.forEach((kind, members) -> {
            SampleTable.Builder table = SampleTable.labelled(kind.labelNames.toArray(String[]::new));
            int column = table.column(members.family);
            members.byLabels
                    .keySet()
                    .forEach(values -> table.row(values.toArray(String[]::new)).set(column, 0));
            all.add(new Group(table.build(), List.copyOf(members.byLabels.values())));
        });
        groups = all;
        return all;
    }
}
