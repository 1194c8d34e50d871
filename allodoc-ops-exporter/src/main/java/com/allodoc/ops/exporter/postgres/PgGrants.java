package com.allodoc.ops.exporter.postgres;

import java.util.ArrayList;
import java.util.List;

/** The SQL that makes the role this exporter logs in with: it may see statistics, and neither read nor write a row. */
public final class PgGrants {

    /** A connection that broke may be counted by the server for a moment after its successor has come. */
    private static final int SPARE_CONNECTIONS = 2;

    private PgGrants() {}

    /**
     * The statements, each in a line of its own and ended, between comments. Holds no password.
     *
     * @param settings whose user is made, for its database and as many connections as it may open
     */
    public static List<String> sql(PgSettings settings) {
        String role = quoted(settings.user());
        int connections = (settings.discovery().enabled() ? settings.discovery().connections() : 1) + SPARE_CONNECTIONS;
        List<String> lines = new ArrayList<>();
        lines.add("-- Run as a superuser, once per server: " + settings.server());
        lines.add("CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                + " CONNECTION LIMIT " + connections + ";");
        lines.add("-- Statistics, settings, sizes and the WAL directory. No row of any table.");
        lines.add("GRANT pg_monitor TO " + role + ";");
        lines.add("-- What it does is read-only anyway; this says so to whoever logs in with it by hand.");
        lines.add("ALTER ROLE " + role + " SET default_transaction_read_only = on;");
        lines.add("-- Needed only where CONNECT was taken from PUBLIC"
                + (settings.discovery().enabled()
                        ? "; the same for every other database that is to be watched."
                        : "."));
        lines.add("GRANT CONNECT ON DATABASE " + quoted(settings.database()) + " TO " + role + ";");
        lines.add("-- Then give it a password, in psql so that it stands in no history: \\password " + role);
        return List.copyOf(lines);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
