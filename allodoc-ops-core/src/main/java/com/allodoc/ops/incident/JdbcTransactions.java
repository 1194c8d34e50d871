package com.allodoc.ops.incident;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Runs work on a store: writing in a transaction as its only writer, tried again when another writer got in the way; reading
 * as single statements. Turns a failure into a message that says what to do. Thread-safe.
 */
final class JdbcTransactions {
    private static final int ATTEMPTS = 5;
    // SQLite refuses at once, whatever its busy timeout, while another turns an empty file into a write-ahead one.
    private static final Duration BUSY = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final DataSource source;
    private final SqlDialect dialect;
    // The store lets one writer in at a time; waiting for it here is fair and costs no connection.
    private final ReentrantLock writing = new ReentrantLock(true);

    JdbcTransactions(DataSource source) {
        this.source = source;
        try (Connection connection = source.getConnection()) {
            this.dialect = SqlDialect.of(connection);
        } catch (SQLException e) {
            throw new IncidentLogException(
                    "incident log can't be opened: " + e.getMessage() + "; check the data source", e);
        }
    }

    /** Work on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    SqlDialect dialect() {
        return dialect;
    }

    <T> T read(String what, Work<T> work) {
        return repeated(what, work, "try again");
    }

    <T> T write(String what, Work<T> work) {
        writing.lock();
        try {
            return repeated(
                    what, connection -> transaction(connection, work), "repeat it, what is stored is not stored twice");
        } finally {
            writing.unlock();
        }
    }

    private <T> T repeated(String what, Work<T> work, String advice) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = source.getConnection()) {
                dialect.prepare(connection);
                return work.on(connection);
            } catch (SQLException e) {
                boolean again = dialect.isBusy(e)
                        ? System.nanoTime() - start < BUSY.toNanos() && paused(attempt)
                        : dialect.isConflict(e) && attempt < ATTEMPTS;
                if (!again) {
                    throw failure(what, e, advice);
                }
            }
        }
    }

    /** Waits a little longer after each attempt, by chance so that two don't meet again; false when interrupted. */
    private static boolean paused(int attempt) {
        long longest = Math.min(LONGEST_PAUSE.toNanos(), 1_000_000L << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        return !Thread.currentThread().isInterrupted();
    }

    private <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        dialect.begin(connection);
        try {
            T result = work.on(connection);
            dialect.commit(connection);
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                dialect.rollback(connection);
            } catch (SQLException rollbackFailure) {
                // The store may have rolled back by itself, or be gone: closing the connection ends it either way.
                e.addSuppressed(rollbackFailure);
            }
            throw e;
        }
    }

    private IncidentLogException failure(String what, SQLException e, String advice) {
        String next = dialect.isFull(e) ? "free some space, then " + advice : advice;
        return new IncidentLogException(
                "incident log store=" + dialect.text() + ": " + what + " failed: " + e.getMessage() + "; " + next, e);
    }
}
