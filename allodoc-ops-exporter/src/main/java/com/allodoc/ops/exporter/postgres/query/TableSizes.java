package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;
import java.time.Duration;

/**
 * Disk space of every table of a database. To measure a table is to lock it for a moment, so one that somebody holds or
 * awaits an {@code AccessExclusiveLock} on, or on its indexes, is left out this time. Source: pg_table_size,
 * pg_indexes_size.
 */
final class TableSizes {
    private static final String P = "pg_stat_user_tables_";

    static final PgQuery QUERY = PgQuery.named("table_sizes")
            .scope(DATABASE)
            .every(Duration.ofMinutes(5))
            .sql("""
                 WITH locked AS MATERIALIZED (
                     SELECT l.relation
                     FROM pg_locks l
                     WHERE l.locktype = 'relation'
                       AND l.mode = 'AccessExclusiveLock'
                       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                 ), closed AS MATERIALIZED (
                     SELECT relation FROM locked
                     UNION
                     SELECT i.indrelid FROM locked JOIN pg_index i ON i.indexrelid = relation
                     UNION
                     SELECT t.oid
                     FROM locked
                     LEFT JOIN pg_index i ON i.indexrelid = relation
                     JOIN pg_class t ON t.reltoastrelid = coalesce(i.indrelid, relation)
                 )
                 SELECT current_database() AS datname,
                        n.nspname AS schemaname,
                        c.relname,
                        pg_table_size(c.oid) AS table_size,
                        pg_indexes_size(c.oid) AS indexes_size
                 FROM pg_class c
                 JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind IN ('r', 't', 'm', 'p')
                   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                   AND n.nspname !~ '^pg_toast'
                   AND NOT EXISTS (SELECT FROM closed WHERE relation = c.oid)
                 """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .gauge(P + "table_size_bytes", "table_size", "Disk space of the table without its indexes.")
            .gauge(P + "index_size_bytes", "indexes_size", "Disk space of all indexes of the table.")
            .build();

    private TableSizes() {}
}
