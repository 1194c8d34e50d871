package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;
import java.time.Duration;

/**
 * The twenty tables of a database that have gone longest without being frozen, with their TOAST tables. Source: pg_class.
 */
final class TableFreezeAge {
    private static final String P = "allodoc_postgres_table_";

    static final PgQuery QUERY = PgQuery.named("table_freeze_age")
            .scope(DATABASE)
            .every(Duration.ofMinutes(5))
            .sql("""
                 SELECT current_database() AS datname,
                        n.nspname AS schemaname,
                        c.relname,
                        greatest(age(c.relfrozenxid), age(t.relfrozenxid)) AS xid_age,
                        greatest(mxid_age(c.relminmxid), mxid_age(t.relminmxid)) AS mxid_age
                 FROM pg_class c
                 JOIN pg_namespace n ON n.oid = c.relnamespace
                 LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND t.relkind = 't'
                 WHERE c.relkind IN ('r', 'm') AND c.relfrozenxid <> '0'
                 ORDER BY xid_age DESC, c.oid
                 LIMIT 20
                 """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .gauge(P + "xid_age", "xid_age", "Age of the table's oldest unfrozen row in transactions.")
            .gauge(P + "mxid_age", "mxid_age", "Age of the table's oldest multixact in multixacts.")
            .build();

    private TableFreezeAge() {}
}
