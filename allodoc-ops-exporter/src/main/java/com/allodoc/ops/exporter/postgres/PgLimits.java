package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Deadline;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What every transaction of ours sets for itself, in one statement, so that no query can hurt the server: all of it is
 * local to the transaction, which is what a pooler between us and the server allows. Immutable.
 */
final class PgLimits {

    /** Asked once per connection. Every function is qualified, because the search path is not ours yet. */
    static final String FACTS = "SELECT pg_catalog.version(),"
            + " CAST(pg_catalog.current_setting('server_version_num') AS pg_catalog.int4),"
            + " pg_catalog.current_setting('search_path'),"
            + " pg_catalog.pg_backend_pid()";

    /** A lock that is not to be had within this time is left alone; others queue behind whoever waits for one. */
    private static final int LOCK_MILLIS = 100;

    /** How soon the server notices that we have hung up in the middle of a query. */
    private static final int CLIENT_CHECK_MILLIS = 1000;

    private final String sql;
    private final String searchPath;
    private final boolean checksClient;

    /**
     * The limits for a server.
     *
     * @param searchPath the session's own; the catalogue is put before it, so that nobody's function of the same name
     *     runs with our rights
     */
    PgLimits(PgVersion version, String searchPath) {
        this.searchPath = searchPath.isBlank() ? "pg_catalog" : "pg_catalog, " + searchPath;
        this.checksClient = version.checksClient();
        this.sql = "SELECT pg_catalog.pg_is_in_recovery()"
                + local("statement_timeout")
                + local("lock_timeout")
                + local("idle_in_transaction_session_timeout")
                + local("search_path")
                + (checksClient ? local("client_connection_check_interval") : "")
                + ", pg_catalog.set_config('jit', 'off', true)";
    }

    private static String local(String setting) {
        return ", pg_catalog.set_config('" + setting + "', ?, true)";
    }

    /** A query of one row, whose first column says whether the server is in recovery. */
    String sql() {
        return sql;
    }

    /**
     * Binds the parameters of {@link #sql()}.
     *
     * @return the limit of each statement in milliseconds: nine tenths of what remains. It stays good for the
     *     statements that follow, until less than that remains
     */
    int bind(PreparedStatement statement, Deadline deadline) throws SQLException {
        int remaining = deadline.remainingMillis();
        int each = Math.max(1, (int) (remaining * 0.9));
        statement.setString(1, Integer.toString(each));
        statement.setString(2, Integer.toString(Math.min(LOCK_MILLIS, each)));
        statement.setString(3, Integer.toString(remaining));
        statement.setString(4, searchPath);
        if (checksClient) {
            statement.setString(5, Integer.toString(CLIENT_CHECK_MILLIS));
        }
        return each;
    }
}
