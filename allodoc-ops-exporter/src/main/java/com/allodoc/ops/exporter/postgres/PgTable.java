package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.sample.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param number how to read it, if its type does not tell
     */
    record Metric(
            Family family,
            String column,
            PgVersions versions,
            @Nullable PgNumber number) {}

    PgTable {
        labels = List.copyOf(labels);
        metrics = List.copyOf(metrics);
    }
}
