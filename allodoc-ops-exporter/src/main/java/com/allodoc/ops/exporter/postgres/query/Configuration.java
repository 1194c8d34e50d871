package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Whether the configuration has changed, and whether the server runs with what its files say. Source: pg_settings.
 *
 * <p>What a session sets for itself, as ours does, is no change: of those settings the value counts that a reset would
 * bring back. The numbers are in {@link Settings}; texts have none, and only here does a change of one show.
 */
final class Configuration {
    private static final String P = "allodoc_postgres_settings_";

    static final PgQuery QUERY = PgQuery.named("configuration")
            .scope(SERVER)
            .sql("""
                SELECT count(*) FILTER (WHERE pending_restart) AS pending,
                       hashtext(string_agg(
                           name || '=' || CASE source WHEN 'session' THEN reset_val ELSE setting END,
                           E'\\n' ORDER BY name COLLATE "C")) AS fingerprint
                FROM pg_settings
                WHERE name NOT LIKE 'transaction\\_%'
                  AND name NOT IN ('application_name', 'is_superuser', 'role', 'session_authorization')
                """)
            .gauge(
                    P + "pending_restart",
                    "pending",
                    "Settings that were changed in the files and wait for a restart; pg_settings names them.")
            .gauge(
                    P + "fingerprint",
                    "fingerprint",
                    "A number that is another one when any setting has another value; it means nothing by itself.")
            .build();

    private Configuration() {}
}
