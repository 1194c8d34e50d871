package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.postgres.PgSession;
import java.util.List;

/** Every collector there is, cheap ones first. */
public final class PgQueries {

    private PgQueries() {}

    /** Those that run unless the configuration says otherwise. Made anew for every target: some remember its names. */
    public static List<Collector<PgSession>> standard() {
        return List.of(new Static(), StatDatabase.QUERY, StatActivity.QUERY, new Settings(), Database.QUERY);
    }
}
