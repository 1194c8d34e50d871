package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;
import java.time.Duration;

/**
 * The twenty sequences of a database that are nearest to their end, which is what their column can hold if that is less.
 * A sequence that this role may not read is counted; one that somebody holds an {@code AccessExclusiveLock} on is left
 * out. Source: pg_sequence.
 */
final class Sequences {
    private static final String P = "allodoc_postgres_sequence";

    static final PgQuery QUERY = PgQuery.named("sequences")
            .scope(DATABASE)
            .every(Duration.ofMinutes(5))
            .sql("""
                 WITH locked AS MATERIALIZED (
                     SELECT relation
                     FROM pg_locks
                     WHERE locktype = 'relation'
                       AND mode = 'AccessExclusiveLock'
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                 ), found AS MATERIALIZED (
                     SELECT c.oid, n.nspname, c.relname, s.seqincrement, s.seqcycle,
                            least(s.seqmax, o.most) AS most,
                            greatest(s.seqmin, -o.most) AS least,
                            has_sequence_privilege(c.oid, 'SELECT, USAGE') AS is_readable,
                            CASE WHEN has_sequence_privilege(c.oid, 'SELECT, USAGE')
                                  AND NOT EXISTS (SELECT FROM locked WHERE relation = c.oid)
                                  AND (c.relpersistence = 'p' OR NOT pg_is_in_recovery())
                                 THEN pg_sequence_last_value(c.oid)
                            END AS last
                     FROM pg_sequence s
                     JOIN pg_class c ON c.oid = s.seqrelid
                     JOIN pg_namespace n ON n.oid = c.relnamespace
                     LEFT JOIN LATERAL (SELECT CASE a.atttypid WHEN 'int2'::regtype THEN 32767
                                                               WHEN 'int4'::regtype THEN 2147483647
                                               END AS most
                                        FROM pg_depend d
                                        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                                        WHERE d.classid = 'pg_class'::regclass
                                          AND d.objid = c.oid
                                          AND d.refclassid = 'pg_class'::regclass
                                          AND d.deptype IN ('a', 'i')
                                        LIMIT 1) o ON true
                     WHERE NOT pg_is_other_temp_schema(c.relnamespace)
                 ), nearest AS (
                     SELECT *,
                            CASE WHEN seqincrement > 0
                                 THEN (last::float8 - least) / nullif(most::float8 - least, 0)
                                 ELSE (most::float8 - last) / nullif(most::float8 - least, 0)
                            END AS used
                     FROM found
                     WHERE last IS NOT NULL AND NOT seqcycle
                     ORDER BY used DESC, oid
                     LIMIT 20
                 )
                 SELECT current_database() AS datname, nspname AS schemaname, relname AS sequencename, used,
                        NULL AS sequences, NULL AS unreadable
                 FROM nearest
                 UNION ALL
                 SELECT current_database(), NULL, NULL, NULL,
                        count(*), count(*) FILTER (WHERE NOT is_readable)
                 FROM found
                 """)
            .label("datname")
            .label("schemaname")
            .label("sequencename")
            .gauge(P + "_used_ratio", "used", "How much of the sequence is used up, from 0 to 1.")
            .table()
            .label("datname")
            .gauge(P + "s", "sequences", "Sequences of the database.")
            .gauge(
                    P + "s_unreadable",
                    "unreadable",
                    "Those that this role may not read: grant it pg_read_all_data, or USAGE on them.")
            .build();

    private Sequences() {}
}
