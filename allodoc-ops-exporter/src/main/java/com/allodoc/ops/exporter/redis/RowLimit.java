package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;

/** How many rows a section with a line per command, error, database or replica may become; the rest is counted. */
final class RowLimit {
    static final Family DROPPED = Family.gauge(
            "allodoc_redis_info_rows_dropped",
            "Lines of an INFO section left out because there were too many.",
            "section");

    private static final int MAX_ROWS = 1000;

    private int rows;
    private int dropped;

    /** Whether there is room for one more row. */
    boolean admits() {
        if (rows < MAX_ROWS) {
            rows++;
            return true;
        }
        dropped++;
        return false;
    }

    /** What was left out, as a table of its own. */
    SampleTable dropped(String section) {
        SampleTable.Builder table = SampleTable.labelled("section");
        int column = table.column(DROPPED);
        return table.row(section).set(column, dropped).build();
    }
}
