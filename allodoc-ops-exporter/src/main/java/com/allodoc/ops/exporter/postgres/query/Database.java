package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;
import java.time.Duration;

/** Size and connection limit of every database. Source: pg_database. */
final class Database {

    /** A database whose size this role may not see has none, instead of taking the others' sizes with it. */
    static final PgQuery QUERY = PgQuery.named("database")
            .scope(SERVER)
            .every(Duration.ofMinutes(5))
            .sql("""
                 SELECT datname,
                        datconnlimit,
                        CASE WHEN has_database_privilege(oid, 'CONNECT')
                               OR pg_has_role('pg_read_all_stats', 'USAGE')
                             THEN pg_database_size(oid)
                        END AS size
                 FROM pg_database
                 """)
            .label("datname")
            .gauge("pg_database_size_bytes", "size", "Disk space the database takes.")
            .gauge(
                    "pg_database_connection_limit",
                    "datconnlimit",
                    "Connections the database allows; -1 for no limit of its own.")
            .build();

    private Database() {}
}
