package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.postgres.PgSession;
import com.allodoc.ops.exporter.postgres.PgVersion;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;

/** The server's version as labels. Known from connecting: it asks nothing. */
final class Static implements Collector<PgSession> {
    private static final Family STATIC = new Family(
            "pg_static",
            MetricType.UNTYPED,
            "Always 1; the labels tell the server's version.",
            List.of("version", "short_version"));

    @Override
    public String name() {
        return "static";
    }

    @Override
    public List<Family> families() {
        return List.of(STATIC);
    }

    @Override
    public Collected collect(PgSession session, Deadline deadline) {
        PgVersion version = session.version();
        SampleTable.Builder table = SampleTable.labelled("version", "short_version");
        int column = table.column(STATIC);
        table.row(version.text(), version.shortText()).set(column, 1);
        return Collected.of(table.build().with("server", session.server()));
    }
}
