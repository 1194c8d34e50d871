package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to a PostgreSQL server, kept from scrape to scrape. A scrape is one read-only transaction, in which
 * the server itself ends what would outlast the deadline and never waits long for a lock. Used by one thread at a time,
 * except for {@link #abort()}.
 */
public final class PgSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(PgSession.class);

    /** Rows held at a time, so that a server with fifty thousand tables needs no more memory than one with a thousand. */
    private static final int ROWS_AT_ONCE = 1000;

    /** How long after the deadline a read gives up by itself, if nobody has aborted it by then. */
    private static final int GRACE_MILLIS = 200;

    private final Connection connection;
    private final PgSettings settings;
    private final PgDiagnosis diagnosis;
    private final PgVersion version;
    private final PgLimits limits;

    private boolean recovering;
    private int statementMillis;
    private boolean failed;
    private volatile boolean aborted;

    private PgSession(Connection connection, PgSettings settings, PgDiagnosis diagnosis) throws SQLException {
        this.connection = connection;
        this.settings = settings;
        this.diagnosis = diagnosis;
        try (PreparedStatement statement = connection.prepareStatement(PgLimits.FACTS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            this.version = new PgVersion(row.getString(1), row.getInt(2));
            this.limits = new PgLimits(version, row.getString(3));
        }
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /**
     * Connects and asks the server once what it is.
     *
     * @throws SQLException when that fails or takes longer than the deadline
     */
    static PgSession open(PgSettings settings, PgDiagnosis diagnosis, Deadline deadline) throws SQLException {
        Connection connection = PgConnector.connect(settings, deadline);
        try {
            connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis() + GRACE_MILLIS);
            return new PgSession(connection, settings, diagnosis);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Reads the rows of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    public PgVersion version() {
        return version;
    }

    /** Whether the server was in recovery, hence a standby, when this scrape began. */
    public boolean isInRecovery() {
        return recovering;
    }

    /** Host and port, as the label {@code server} has it. */
    public String server() {
        return settings.server();
    }

    /** What a failed query means, for people. */
    public String explain(SQLException failure) {
        return diagnosis.diagnose(failure).message();
    }

    @Override
    public void begin(Deadline deadline) throws SQLException {
        if (failed) {
            rollback();
        }
        limit(deadline);
    }

    /**
     * Runs a query and reads its rows as they come.
     *
     * @param sql without parameters; a question mark of its own is written twice
     * @throws SQLException when it failed; the next query finds the session usable again, if {@link #isAlive()}
     */
    public <T> T query(String sql, Deadline deadline, RowReader<T> reader) throws SQLException {
        if (failed) {
            rollback();
            limit(deadline);
        } else if (statementMillis > deadline.remainingMillis()) {
            limit(deadline);
        }
        listenUntil(deadline);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            failed = true;
            throw e;
        }
    }

    /** One round trip: the driver sends BEGIN READ ONLY with the first statement of a transaction. */
    private void limit(Deadline deadline) throws SQLException {
        listenUntil(deadline);
        try (PreparedStatement statement = connection.prepareStatement(limits.sql())) {
            statementMillis = limits.bind(statement, deadline);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                recovering = row.getBoolean(1);
            }
        } catch (SQLException e) {
            failed = true;
            throw e;
        }
    }

    private void listenUntil(Deadline deadline) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis() + GRACE_MILLIS);
    }

    private void rollback() throws SQLException {
        connection.rollback();
        failed = false;
    }

    @Override
    public void end() throws SQLException {
        if (failed) {
            rollback();
        } else {
            // Not a rollback: that would count as one in the very statistics that are watched.
            connection.commit();
        }
    }

    @Override
    public boolean isAlive() {
        try {
            return !aborted && !connection.isClosed();
        } catch (SQLException e) {
            log.debug("target={} can't tell whether the connection stands", settings.name(), e);
            return false;
        }
    }

    /** Closes the socket under a blocked read. A cancel request would need an answer from the server. */
    @Override
    public void abort() {
        aborted = true;
        try {
            connection.abort(PgSession::startThread);
        } catch (SQLException e) {
            log.debug("target={} abort failed", settings.name(), e);
        }
    }

    /** On a thread of its own, because closing a TLS socket may wait for whoever writes to it. */
    private static void startThread(Runnable work) {
        Thread thread = new Thread(work, "allodoc-postgres-abort");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("target={} close failed", settings.name(), e);
        }
    }
}
