package com.allodoc.ops.incident;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * What SQLite and PostgreSQL do differently. In both, {@link #begin} waits until no other writer is at work, so positions
 * become visible in their order, without gaps; and a commit returns when the data are on the disk.
 */
enum SqlDialect {
    /** One file. WAL, so that readers and the writer don't block each other; every commit is synced. */
    SQLITE("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '" + IncidentSchema.VERSION_TABLE
            + "'") {
        @Override
        List<String> appendOnly() {
            return List.of(
                    "CREATE TRIGGER allodoc_incident_event_no_update BEFORE UPDATE ON allodoc_incident_event"
                            + " BEGIN SELECT RAISE(ABORT, 'allodoc_incident_event is append-only'); END",
                    "CREATE TRIGGER allodoc_incident_event_no_delete BEFORE DELETE ON allodoc_incident_event"
                            + " BEGIN SELECT RAISE(ABORT, 'allodoc_incident_event is append-only'); END");
        }

        @Override
        void prepare(Connection connection) throws SQLException {
            connection.setAutoCommit(true);
            execute(connection, "PRAGMA busy_timeout = 10000");
            String mode = single(connection, "PRAGMA journal_mode = WAL");
            if (!mode.equalsIgnoreCase("wal")) {
                throw new IncidentLogException("incident log store=sqlite: journal_mode is " + mode
                        + " and not wal, so events would not survive; use a file on a local disk");
            }
            execute(connection, "PRAGMA synchronous = FULL");
            execute(connection, "PRAGMA fullfsync = 1");
        }

        @Override
        void begin(Connection connection) throws SQLException {
            execute(connection, "BEGIN IMMEDIATE");
        }

        @Override
        void commit(Connection connection) throws SQLException {
            execute(connection, "COMMIT");
        }

        @Override
        void rollback(Connection connection) throws SQLException {
            execute(connection, "ROLLBACK");
        }

        @Override
        boolean isBusy(SQLException failure) {
            return failure.getErrorCode() == 5 || failure.getErrorCode() == 6;
        }

        @Override
        boolean isConflict(SQLException failure) {
            // constraint: a writer that doesn't know our lock took the same place.
            return failure.getErrorCode() == 19;
        }

        @Override
        boolean isFull(SQLException failure) {
            return failure.getErrorCode() == 13;
        }
    },

    /** A server, shared by several processes. An advisory lock, held to the end of the transaction, orders the writers. */
    POSTGRESQL("SELECT count(*) FROM (SELECT to_regclass('" + IncidentSchema.VERSION_TABLE
            + "') AS t) x WHERE t IS NOT NULL") {
        @Override
        List<String> appendOnly() {
            return List.of(
                    "CREATE FUNCTION allodoc_incident_append_only() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME; END'",
                    "CREATE TRIGGER allodoc_incident_event_append_only"
                            + " BEFORE UPDATE OR DELETE OR TRUNCATE ON allodoc_incident_event"
                            + " FOR EACH STATEMENT EXECUTE FUNCTION allodoc_incident_append_only()");
        }

        @Override
        void prepare(Connection connection) throws SQLException {
            // Statements after the lock must see what the writer before us committed; a snapshot would not.
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }

        @Override
        void begin(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            execute(connection, "SET LOCAL synchronous_commit = on");
            limit(connection, "lock_timeout", "10s");
            limit(connection, "statement_timeout", "30s");
            single(connection, "SELECT pg_advisory_xact_lock(7021501371486270483)");
        }

        @Override
        void commit(Connection connection) throws SQLException {
            connection.commit();
            connection.setAutoCommit(true);
        }

        @Override
        void rollback(Connection connection) throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
        }

        @Override
        boolean isBusy(SQLException failure) {
            // Its lock is waited for on the server, up to lock_timeout.
            return false;
        }

        @Override
        boolean isConflict(SQLException failure) {
            // serialization failure, deadlock, unique violation
            return List.of("40001", "40P01", "23505").contains(String.valueOf(failure.getSQLState()));
        }

        @Override
        boolean isFull(SQLException failure) {
            return "53100".equals(failure.getSQLState());
        }
    };

    private final String versionTableCount;

    SqlDialect(String versionTableCount) {
        this.versionTableCount = versionTableCount;
    }

    /** Makes a connection, fresh or from a pool, fit for {@link #begin}. */
    abstract void prepare(Connection connection) throws SQLException;

    /** Starts a transaction as its only writer. */
    abstract void begin(Connection connection) throws SQLException;

    abstract void commit(Connection connection) throws SQLException;

    abstract void rollback(Connection connection) throws SQLException;

    /** Whether the same transaction may succeed when it is tried again a little later. */
    abstract boolean isBusy(SQLException failure);

    /** Whether the same transaction may succeed when it is tried again at once. */
    abstract boolean isConflict(SQLException failure);

    abstract boolean isFull(SQLException failure);

    /** The statements that refuse to change or remove rows of the event table. */
    abstract List<String> appendOnly();

    boolean hasVersionTable(Connection connection) throws SQLException {
        return !single(connection, versionTableCount).equals("0");
    }

    /** {@code sqlite} or {@code postgresql}, for log lines and messages. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SqlDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (SqlDialect dialect : values()) {
            if (dialect.name().equalsIgnoreCase(product)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException(
                "source connects to " + product + "; the incident log is kept in SQLite or PostgreSQL");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Sets a limit for this transaction where the server, database or role has none. */
    private static void limit(Connection connection, String name, String value) throws SQLException {
        single(
                connection,
                "SELECT set_config('" + name + "', '" + value + "', true) WHERE current_setting('" + name + "') = '0'");
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
