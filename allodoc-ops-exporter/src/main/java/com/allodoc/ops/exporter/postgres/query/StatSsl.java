package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Client sessions by what protects them on the way. Source: pg_stat_ssl, pg_stat_gssapi. */
final class StatSsl {
    static final PgQuery QUERY = PgQuery.named("stat_ssl")
            .scope(SERVER)
            .sql("""
                 SELECT transport, encryption, count(a.pid) AS sessions
                 FROM (VALUES ('local', 'none'), ('tcp', 'none'), ('tcp', 'TLSv1.2'), ('tcp', 'TLSv1.3'))
                      AS k (transport, encryption)
                 FULL JOIN (SELECT a.pid,
                                   CASE WHEN a.client_port = -1 THEN 'local' ELSE 'tcp' END AS transport,
                                   CASE WHEN s.ssl THEN s.version WHEN g.encrypted THEN 'GSSAPI' ELSE 'none' END
                                       AS encryption
                            FROM pg_stat_activity a
                            LEFT JOIN pg_stat_ssl s ON s.pid = a.pid
                            LEFT JOIN pg_stat_gssapi g ON g.pid = a.pid
                            WHERE a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()) a
                        USING (transport, encryption)
                 GROUP BY 1, 2
                 """)
            .label("transport")
            .label("encryption")
            .gauge("allodoc_postgres_encrypted_sessions", "sessions", "Client sessions by transport and encryption.")
            .build();

    private StatSsl() {}
}
