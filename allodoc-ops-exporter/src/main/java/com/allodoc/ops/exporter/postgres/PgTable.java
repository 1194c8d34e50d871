package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.sample.Family;
import java.util.List;

/**
 * One table that a query's rows fill: its labels and its metrics. Immutable.
 *
 * @param labels names of labels, which are the names of the SQL columns too
 * @param labelsServer whether the label {@code server} is on it, as on the peer's oldest metrics
 */
record PgTable(List<String> labels, boolean labelsServer, List<Metric> metrics) {

    /**
     * A metric and the SQL column that feeds it.
     *
     * @param versions of the server that have the column
     */
    record Metric(Family family, String column, PgVersions versions) {}

    PgTable {
        labels = List.copyOf(labels);
        metrics = List.copyOf(metrics);
    }
}
