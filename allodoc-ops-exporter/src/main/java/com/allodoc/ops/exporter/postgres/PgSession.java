package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to a PostgreSQL server, kept from scrape to scrape. A scrape is one read-only transaction, in which
 * the server itself ends what would outlast the deadline and never waits long for a lock. Used by one thread at a time,
 * except for {@link #abort()}.
 */
public final class PgSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(PgSession.class);

    /**
     * Rows held at a time, so that a server with fifty thousand tables needs no more memory than one with a few thousand.
     * With fewer the server would wait for us more often: it makes no row while we read those that have come.
     */
    private static final int ROWS_AT_ONCE = 2500;

    /** The driver reads a result piece by piece with a prepared statement only, which a pooler does not allow. */
    private static final int ALL_ROWS = 0;

    /** How long after the deadline a read gives up by itself, if nobody has aborted it by then. */
    private static final int GRACE_MILLIS = 200;

    private final Connection connection;
    private final PgSettings settings;
    private final PgDiagnosis diagnosis;
    private final PgVersion version;
    private final PgLimits limits;
    private final boolean pooled;

    private final PgTops tops;
    private final PgDatabases databases;
    private final Map<PgQuery, Integer> rowsBefore = new HashMap<>();
    private final long openedNanos = System.nanoTime();
    private boolean isPart;
    private boolean recovering;
    private int statementMillis;
    private Deadline begun = Deadline.after(Duration.ZERO);
    private Deadline limitedFor = Deadline.after(Duration.ZERO);
    private boolean failed;
    private volatile boolean aborted;

    private PgSession(Connection connection, PgSettings settings, PgDiagnosis diagnosis, PgTops tops)
            throws SQLException {
        this.connection = connection;
        this.settings = settings;
        this.diagnosis = diagnosis;
        this.tops = tops;
        this.databases = new PgDatabases(settings, tops);
        try (PreparedStatement statement = connection.prepareStatement(PgLimits.FACTS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            this.version = new PgVersion(row.getString(1), row.getInt(2));
            this.limits = new PgLimits(version, row.getString(3));
            this.pooled = row.getInt(4) != connection.unwrap(PGConnection.class).getBackendPID();
        }
        if (!pooled && !settings.parameters().containsKey(PgConnector.PREPARE_THRESHOLD)) {
            // Every query comes again with the next scrape: let the server keep its plan from the first time on.
            connection.unwrap(PGConnection.class).setPrepareThreshold(1);
        }
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /**
     * Connects and asks the server once what it is.
     *
     * @throws SQLException when that fails or takes longer than the deadline
     */
    static PgSession open(PgSettings settings, PgDiagnosis diagnosis, PgTops tops, Deadline deadline)
            throws SQLException {
        Connection connection = PgConnector.connect(settings, deadline);
        try {
            connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis() + GRACE_MILLIS);
            return new PgSession(connection, settings, diagnosis, tops);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** One of several databases of a server that are asked one after the other. */
    static PgSession openPart(PgSettings settings, PgTops tops, Deadline deadline) throws SQLException {
        return open(settings, new PgDiagnosis(settings), tops, deadline).asPart();
    }

    PgSession asPart() {
        isPart = true;
        return this;
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

    /** The database it is connected to. */
    public String database() {
        return settings.database();
    }

    /**
     * Whether a pooler such as PgBouncer stands between: the backend that answers is not the one that the login named.
     * What we set is local to a transaction in any case.
     */
    boolean isPooled() {
        return pooled;
    }

    /** How many rows a collector had when it was asked before; 0 if it never was. */
    int rowsBefore(PgQuery collector) {
        return rowsBefore.getOrDefault(collector, 0);
    }

    void rowsBefore(PgQuery collector, int rows) {
        rowsBefore.put(collector, rows);
    }

    /** Which tables and indexes are wanted. */
    PgRelations relations() {
        return settings.relations();
    }

    /** Chooses the tables that have series of their own. */
    PgTops tops() {
        return tops;
    }

    /** Whether it is one of several that are asked the same, so that the series need the label {@code datname}. */
    boolean isPart() {
        return isPart;
    }

    /** The other databases of the server. */
    PgDatabases databases() {
        return databases;
    }

    /** What a failed query means, for people. */
    public String explain(SQLException failure) {
        return diagnose(failure).message();
    }

    Diagnosis diagnose(Throwable failure) {
        return diagnosis.diagnose(failure);
    }

    @Override
    public void begin(Deadline deadline) throws SQLException {
        if (failed) {
            rollback();
        }
        begun = deadline;
        limit(deadline);
    }

    /**
     * Runs a query and reads its rows as they come.
     *
     * @param sql without parameters
     * @throws SQLException when it failed; the next query finds the session usable again, if {@link #isAlive()}
     */
    public <T> T query(String sql, Deadline deadline, RowReader<T> reader) throws SQLException {
        if (failed) {
            rollback();
            limit(deadline);
        } else if (statementMillis > deadline.remainingMillis() || isTooNarrowFor(deadline)) {
            limit(deadline);
        }
        listenUntil(deadline);
        // To a prepared statement a question mark is a parameter; here it is an operator.
        boolean isPlain = sql.indexOf('?') >= 0;
        try (Statement statement = isPlain ? connection.createStatement() : connection.prepareStatement(sql)) {
            statement.setFetchSize(pooled ? ALL_ROWS : ROWS_AT_ONCE);
            try (ResultSet rows = statement instanceof PreparedStatement prepared
                    ? prepared.executeQuery()
                    : statement.executeQuery(sql)) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            failed = true;
            throw e;
        }
    }

    /** Whether the limit in force is that of one query which had less time than the scrape. */
    private boolean isTooNarrowFor(Deadline deadline) {
        return !limitedFor.equals(begun) && deadline.isLaterThan(limitedFor);
    }

    /** For after a query of somebody else, which may have set other limits: the next one is limited anew. */
    void forgetLimits() {
        statementMillis = Integer.MAX_VALUE;
    }

    /** One round trip: the driver sends BEGIN READ ONLY with the first statement of a transaction. */
    private void limit(Deadline deadline) throws SQLException {
        listenUntil(deadline);
        try (PreparedStatement statement = connection.prepareStatement(limits.sql())) {
            statementMillis = limits.bind(statement, deadline);
            limitedFor = deadline;
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

    @Override
    public boolean isWornOut() {
        return System.nanoTime() - openedNanos > settings.connectionMaxAge().toNanos();
    }

    /** Closes the socket under a blocked read. A cancel request would need an answer from the server. */
    @Override
    public void abort() {
        aborted = true;
        databases.abort();
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
        databases.close();
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("target={} close failed", settings.name(), e);
        }
    }
}
