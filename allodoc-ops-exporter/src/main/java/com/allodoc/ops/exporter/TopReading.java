package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one scrape of an engine says about each container, taken from the tables of the page. Immutable. */
final class TopReading {
    private static final String SERVICE = "container_label_com_docker_compose_service";

    private final Snapshot snapshot;
    private final Map<String, Usage> byId;

    private TopReading(Snapshot snapshot, Map<String, Usage> byId) {
        this.snapshot = snapshot;
        this.byId = byId;
    }

    /** The sums of a container's samples by metric, and its state. */
    static final class Usage {
        private final Map<String, Double> sums = new HashMap<>();
        private String name = "";
        private String service = "";
        private String state = "";

        String name() {
            return name;
        }

        /** Of compose; empty for a container that compose did not make. */
        String service() {
            return service;
        }

        String state() {
            return state;
        }

        /** NaN when the engine does not say. */
        double sum(String metric) {
            return sums.getOrDefault(metric, Double.NaN);
        }
    }

    static TopReading of(Snapshot snapshot) {
        Map<String, Usage> byId = new TreeMap<>();
        for (SampleTable table : snapshot.tables()) {
            int id = table.labelNames().indexOf("id");
            if (id >= 0) {
                for (int row = 0; row < table.rows(); row++) {
                    read(table, row, byId.computeIfAbsent(table.labelValue(row, id), key -> new Usage()));
                }
            }
        }
        return new TopReading(snapshot, byId);
    }

    private static void read(SampleTable table, int row, Usage usage) {
        usage.name = label(table, row, "name", usage.name);
        usage.service = label(table, row, SERVICE, usage.service);
        for (Column column : table.columns()) {
            if (column.isPresent(row) && column instanceof ScalarColumn numbers) {
                String metric = column.family().name();
                double value = numbers.value(row);
                if (metric.equals("container_state") && value == 1) {
                    usage.state = label(table, row, "state", "");
                }
                usage.sums.merge(metric, value, Double::sum);
            }
        }
    }

    private static String label(SampleTable table, int row, String name, String otherwise) {
        int column = table.labelNames().indexOf(name);
        return column < 0 ? otherwise : table.labelValue(row, column);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Map<String, Usage> byId() {
        return byId;
    }

    @Nullable
    Usage usage(String id) {
        return byId.get(id);
    }
}
