package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;
import java.time.Duration;

/**
 * Indexes that cost more than they give: invalid ones, and unused ones, of which the twenty largest are named. Sizes are
 * those of the last vacuum or analyze, which nothing has to be locked for. An index that a standby reads only looks
 * unused here; one that enforces something never is. Source: pg_index, pg_stat_get_numscans().
 */
final class Indexes {
    private static final String P = "allodoc_postgres_index";

    static final PgQuery QUERY = PgQuery.named("indexes")
            .scope(DATABASE)
            .every(Duration.ofMinutes(5))
            .sql("""
                 WITH found AS MATERIALIZED (
                     SELECT n.nspname, t.relname, x.relname AS indexrelname,
                            x.relpages * current_setting('block_size')::bigint AS bytes,
                            NOT i.indisvalid AS is_invalid,
                            i.indisvalid
                                AND NOT (i.indisunique OR i.indisexclusion OR i.indisreplident)
                                AND pg_stat_get_numscans(i.indexrelid) = 0 AS is_unused
                     FROM pg_index i
                     JOIN pg_class x ON x.oid = i.indexrelid AND x.relkind = 'i'
                     JOIN pg_class t ON t.oid = i.indrelid AND t.relkind IN ('r', 'm')
                     JOIN pg_namespace n ON n.oid = t.relnamespace
                     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
                       AND n.nspname !~ '^pg_(toast|temp)'
                       AND NOT EXISTS (SELECT
                                       FROM pg_stat_progress_create_index p
                                       WHERE p.index_relid = i.indexrelid AND p.datname = current_database())
                 )
                 SELECT current_database() AS datname, nspname AS schemaname, relname, indexrelname,
                        CASE WHEN is_unused THEN bytes END AS unused_bytes,
                        CASE WHEN is_invalid THEN 1 END AS invalid,
                        NULL AS indexes, NULL AS all_unused, NULL AS all_unused_bytes, NULL AS all_invalid
                 FROM (SELECT *, row_number() OVER (PARTITION BY is_invalid ORDER BY bytes DESC, indexrelname) AS rank
                       FROM found
                       WHERE is_invalid OR is_unused) r
                 WHERE rank <= 20
                 UNION ALL
                 SELECT current_database(), NULL, NULL, NULL, NULL, NULL,
                        count(*),
                        count(*) FILTER (WHERE is_unused),
                        coalesce(sum(bytes) FILTER (WHERE is_unused), 0),
                        count(*) FILTER (WHERE is_invalid)
                 FROM found
                 """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .label("indexrelname")
            .gauge(P + "_unused_bytes", "unused_bytes", "Size of an index without a scan since statistics were reset.")
            .gauge(
                    P + "_invalid",
                    "invalid",
                    "1 for an index that a failed build has left invalid: drop or rebuild it.")
            .table()
            .label("datname")
            .gauge(P + "es", "indexes", "Indexes of the database.")
            .gauge(P + "es_unused", "all_unused", "Indexes without a scan since statistics were reset.")
            .gauge(P + "es_unused_bytes", "all_unused_bytes", "Size of these.")
            .gauge(P + "es_invalid", "all_invalid", "Indexes that a failed build has left invalid.")
            .build();

    private Indexes() {}
}
