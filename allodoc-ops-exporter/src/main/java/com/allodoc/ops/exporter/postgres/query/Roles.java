package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** How many connections every role may have. Source: pg_roles. */
final class Roles {
    static final PgQuery QUERY = PgQuery.named("roles")
            .scope(SERVER)
            .sql("SELECT rolname, rolconnlimit FROM pg_roles")
            .label("rolname")
            .gauge(
                    "pg_roles_connection_limit",
                    "rolconnlimit",
                    "Connections the role may have; -1 for no limit of its own.")
            .build();

    private Roles() {}
}
