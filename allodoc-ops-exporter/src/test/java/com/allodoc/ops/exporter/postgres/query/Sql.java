package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Statements that run on a thread of their own while a test looks on. */
final class Sql {
    /** Makes what the session has done so far visible in the statistics at once. */
    static final String FLUSH = "SELECT pg_stat_force_next_flush()";

    private static final String CANCELLED = "57014";

    private Sql() {}

    /** Runs a statement that is to succeed. */
    static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Runs a statement that the test cancels. */
    static void ignoreEnd(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!CANCELLED.equals(e.getSQLState())) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }

    /** Runs statements in another database than the superuser's. */
    static void in(PostgresServer server, String database, String... statements) {
        at(server.port(), database, statements);
    }

    /** Runs statements as the superuser of whatever server listens there. */
    static void at(int port, String database, String... statements) {
        Properties user = new Properties();
        user.setProperty("user", "postgres");
        String url = "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
        try (Connection connection = DriverManager.getConnection(url, user);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
