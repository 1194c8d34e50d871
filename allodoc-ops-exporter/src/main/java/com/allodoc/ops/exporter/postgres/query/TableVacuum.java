package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;
import java.time.Duration;

/**
 * The twenty tables of a database that need autovacuum most, and when they last had it, by hand or by itself. A ratio
 * above 1 is due: dead or changed rows over the threshold, which a table may have of its own. Source: pg_stat_user_tables,
 * pg_class.
 */
final class TableVacuum {
    private static final String P = "allodoc_postgres_table";

    private static final String SETTING = """
            coalesce((SELECT option_value::float8
                      FROM pg_options_to_table(c.reloptions)
                      WHERE option_name = '%1$s'),
                     current_setting('%1$s')::float8)""";

    private static final String SQL = """
            WITH found AS MATERIALIZED (
                SELECT s.relid, s.schemaname, s.relname,
                       s.n_dead_tup / nullif(%s, 0) AS vacuum_due,
                       s.n_mod_since_analyze / nullif(%s + %s * greatest(c.reltuples, 0), 0) AS analyze_due,
                       greatest(s.last_vacuum, s.last_autovacuum) AS vacuumed,
                       greatest(s.last_analyze, s.last_autoanalyze) AS analyzed
                FROM pg_stat_user_tables s
                JOIN pg_class c ON c.oid = s.relid AND c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
            )
            SELECT current_database() AS datname, schemaname, relname, vacuum_due, analyze_due,
                   date_part('epoch', vacuumed) AS vacuumed, date_part('epoch', analyzed) AS analyzed,
                   NULL AS tables, NULL AS vacuums_due, NULL AS analyzes_due
            FROM (SELECT * FROM found ORDER BY greatest(vacuum_due, analyze_due) DESC NULLS LAST, relid LIMIT 20) n
            UNION ALL
            SELECT current_database(), NULL, NULL, NULL, NULL, NULL, NULL,
                   count(*), count(*) FILTER (WHERE vacuum_due > 1), count(*) FILTER (WHERE analyze_due > 1)
            FROM found
            """;

    private static final String VACUUM = "%s + %s * greatest(c.reltuples, 0)"
            .formatted(
                    SETTING.formatted("autovacuum_vacuum_threshold"),
                    SETTING.formatted("autovacuum_vacuum_scale_factor"));

    static final PgQuery QUERY = PgQuery.named("table_vacuum")
            .scope(DATABASE)
            .every(Duration.ofMinutes(5))
            .sql(sql("(" + VACUUM + ")"))
            .since(18)
            .sql(sql("least(" + VACUUM + ", nullif(" + SETTING.formatted("autovacuum_vacuum_max_threshold") + ", -1))"))
            .label("datname")
            .label("schemaname")
            .label("relname")
            .gauge(P + "_vacuum_due_ratio", "vacuum_due", "Dead rows over the threshold of autovacuum's vacuum.")
            .gauge(P + "_analyze_due_ratio", "analyze_due", "Changed rows over the threshold of autovacuum's analyze.")
            .gauge(
                    P + "_last_vacuum_timestamp_seconds",
                    "vacuumed",
                    "When the table was last vacuumed, in seconds since 1970; absent when it never was.")
            .gauge(
                    P + "_last_analyze_timestamp_seconds",
                    "analyzed",
                    "When the table was last analyzed, in seconds since 1970; absent when it never was.")
            .table()
            .label("datname")
            .gauge(P + "s", "tables", "Tables of the database.")
            .gauge(P + "s_vacuum_due", "vacuums_due", "Tables that are due for a vacuum.")
            .gauge(P + "s_analyze_due", "analyzes_due", "Tables that are due for an analyze.")
            .build();

    private TableVacuum() {}

    private static String sql(String vacuumThreshold) {
        return SQL.formatted(
                vacuumThreshold,
                SETTING.formatted("autovacuum_analyze_threshold"),
                SETTING.formatted("autovacuum_analyze_scale_factor"));
    }
}
