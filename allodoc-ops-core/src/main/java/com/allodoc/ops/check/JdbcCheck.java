package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.ThresholdPolicy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database answers a query: with a row, or with a number within limits. Thread-safe.
 *
 * <p>Opens one connection per run and closes it. The query's time limit is the run's budget in whole seconds, at least
 * one, because JDBC knows no finer unit. Not every driver keeps it (SQLite's limits waiting for locks only), so a query
 * that is still running when the scheduler gives the run up is cancelled as well. Connect with a user that may only read.
 */
public final class JdbcCheck implements Check {

    private final ConnectionSource source;
    private final String query;
    private final @Nullable Judge value;

    private JdbcCheck(Builder builder) {
        this.source = builder.source;
        this.query = builder.query;
        this.value = builder.policy == null ? null : new Judge(builder.policy, "value", builder.unit);
    }

    static Builder builder(ConnectionSource source) {
        return new Builder(source);
    }

    @Override
    public CheckResult run(CheckContext context) throws Exception {
        try (Connection connection = source.open();
                Statement statement = connection.createStatement()) {
            context.onExpiry(statement::cancel);
            statement.setQueryTimeout((int) Math.max(1, context.budget().toSeconds()));
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery(query)) {
                return judge(context, rows);
            }
        } catch (SQLTimeoutException e) {
            return context.critical("the query was cancelled at its time limit").withCause(e);
        } catch (SQLException e) {
            // The message may quote data or a URL with a password; it stays with the cause.
            return context.critical("the database refused: " + e.getClass().getSimpleName() + " SQLSTATE "
                            + (e.getSQLState() == null ? "none" : e.getSQLState()))
                    .withCause(e);
        }
    }

    private CheckResult judge(CheckContext context, ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return context.critical("the query found no row");
        }
        if (value == null) {
            return context.ok("the query found a row").withMeasurement(queryTime(context));
        }
        double number = rows.getDouble(1);
        return value.conclude(context, "value", rows.wasNull() ? Double.NaN : number)
                .withMeasurement(queryTime(context));
    }

    private static Measurement queryTime(CheckContext context) {
        return Measurement.of("query_seconds", context.elapsed().toNanos() / (double) TimeUnit.SECONDS.toNanos(1), "s");
    }

    /** Collects a database check: {@code SELECT 1} has to find a row. */
    public static final class Builder {
        private final ConnectionSource source;
        private String query = "SELECT 1";
        private String unit = "";
        private @Nullable ThresholdPolicy policy;

        private Builder(ConnectionSource source) {
            this.source = requireNonNull(source, "source");
        }

        /** What is asked, with one row or none as an answer. Default {@code SELECT 1}. */
        public Builder query(String sql) {
            if (requireNonNull(sql, "sql").isBlank()) {
                throw new IllegalArgumentException("sql must not be blank; leave it out for SELECT 1");
            }
            this.query = sql;
            return this;
        }

        /** Limits on the first column of the first row; NULL is a missing value. Default: any row is good. */
        public Builder value(ThresholdPolicy policy, String unit) {
            this.policy = requireNonNull(policy, "policy");
            this.unit = requireNonNull(unit, "unit");
            return this;
        }

        public JdbcCheck build() {
            return new JdbcCheck(this);
        }
    }
}
