package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;
import java.time.Duration;

/** Disk space of every tablespace this role may look into. Source: pg_tablespace. */
final class Tablespaces {
    static final PgQuery QUERY = PgQuery.named("tablespaces")
            .scope(SERVER)
            .every(Duration.ofMinutes(5))
            .sql("""
                 SELECT spcname,
                        CASE WHEN pg_has_role('pg_read_all_stats', 'USAGE') OR has_tablespace_privilege(oid, 'CREATE')
                             THEN pg_tablespace_size(oid)
                        END AS size
                 FROM pg_tablespace
                 """)
            .label("spcname")
            .gauge("allodoc_postgres_tablespace_size_bytes", "size", "Disk space the tablespace takes.")
            .build();

    private Tablespaces() {}
}
