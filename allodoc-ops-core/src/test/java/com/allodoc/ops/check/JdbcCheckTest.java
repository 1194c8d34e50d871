package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcCheckTest {
    private static final ThresholdPolicy CONNECTIONS = ThresholdPolicy.of(Threshold.atLeast(50), Threshold.atLeast(80));

    private final TestTime time = new TestTime();
    private final List<Connection> opened = new CopyOnWriteArrayList<>();
    private final ConnectionSource sqlite;

    JdbcCheckTest(@TempDir Path directory) {
        this.sqlite = () -> {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("test.db"));
            opened.add(connection);
            return connection;
        };
    }

    private CheckResult ask(JdbcCheck check) throws Exception {
        return check.run(CheckContext.of(time, Duration.ofSeconds(5)));
    }

    private CheckResult asked(String sql) throws Exception {
        return ask(
                Checks.jdbc(sqlite).query(sql).value(CONNECTIONS, "connections").build());
    }

    @Test
    void select_1_is_good_and_the_connection_is_closed() throws Exception {
        CheckResult result = ask(Checks.jdbc(sqlite).build());
        assertThat(result.status()).isEqualTo(OK);
        assertThat(result.measurements()).extracting(Measurement::name).containsExactly("query_seconds");
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).isClosed()).isTrue();
    }

    @Nested
    class A_number {
        @Test
        void is_held_against_the_policy() throws Exception {
            assertThat(asked("SELECT 49").status()).isEqualTo(OK);
            assertThat(asked("SELECT 50").status()).isEqualTo(WARNING);
            assertThat(asked("SELECT 80").status()).isEqualTo(CRITICAL);
            assertThat(asked("SELECT 80").explain()).contains("value 80 connections, limit >= 80");
        }

        @Test
        void that_is_null_is_unknown_and_not_zero() throws Exception {
            assertThat(asked("SELECT NULL").status()).isEqualTo(UNKNOWN);
            assertThat(asked("SELECT NULL").summary()).contains("no value");
        }

        @Test
        void that_becomes_null_holds_the_verdict_until_its_limit() throws Exception {
            JdbcCheck check = Checks.jdbc(sqlite)
                    .query("SELECT v FROM t")
                    .value(CONNECTIONS, "connections")
                    .build();
            try (Connection connection = sqlite.open()) {
                connection.createStatement().execute("CREATE TABLE t AS SELECT 85 AS v");
                assertThat(ask(check).status()).isEqualTo(CRITICAL);
                connection.createStatement().execute("UPDATE t SET v = NULL");
            }
            assertThat(ask(check).status()).isEqualTo(CRITICAL);
            assertThat(ask(check).summary()).isEqualTo("value: no value, held at CRITICAL");
            time.advance(ThresholdPolicy.DEFAULT_NO_DATA_AFTER);
            assertThat(ask(check).status()).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void no_row_is_critical() throws Exception {
        assertThat(ask(Checks.jdbc(sqlite).query("SELECT 1 WHERE 0").build()).summary())
                .isEqualTo("the query found no row");
    }

    @Test
    void what_the_database_says_stays_with_the_cause_because_it_may_quote_data() throws Exception {
        CheckResult result =
                ask(Checks.jdbc(sqlite).query("SELECT secret FROM nowhere").build());
        assertThat(result.status()).isEqualTo(CRITICAL);
        assertThat(result.summary()).startsWith("the database refused: ").doesNotContain("nowhere");
        assertThat(result.cause()).hasMessageContaining("nowhere");
        assertThat(opened.get(0).isClosed()).isTrue();
    }

    @Test
    void a_database_that_cannot_be_reached_is_critical() throws Exception {
        CheckResult result = ask(Checks.jdbc((ConnectionSource) () -> {
                    throw new SQLException("refused", "08001");
                })
                .build());
        assertThat(result.summary()).isEqualTo("the database refused: SQLException SQLSTATE 08001");
    }

    /** SQLite's driver ignores the time limit of a query that is busy, and interruption; only cancelling ends it. */
    @Test
    void an_endless_query_is_cancelled_when_the_scheduler_gives_it_up() throws Exception {
        JdbcCheck check = Checks.jdbc(sqlite)
                .query("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c")
                .build();
        CheckDefinition definition = CheckDefinition.builder("endless", check)
                .timeout(Duration.ofMillis(200))
                .build();
        try (CheckScheduler scheduler =
                CheckScheduler.builder().check(definition).build()) {
            scheduler.start();
            Eventually.await(
                    "it was given up",
                    () -> scheduler.snapshot("endless").counts().timeouts() == 1);
            assertThat(scheduler.snapshot("endless").status()).isEqualTo(UNKNOWN);
            Eventually.await("its thread is free", () -> scheduler.stats().stuck() == 0);
            Eventually.await("its connection is closed", () -> isClosed(opened.get(0)));
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_pool_is_a_source() throws Exception {
        org.sqlite.SQLiteDataSource pool = new org.sqlite.SQLiteDataSource();
        pool.setUrl("jdbc:sqlite::memory:");
        assertThat(ask(Checks.jdbc(pool).build()).status()).isEqualTo(OK);
    }

    @Test
    void a_blank_query_is_refused() throws Exception {
        assertThatThrownBy(() -> Checks.jdbc(sqlite).query(" ")).hasMessageContaining("must not be blank");
    }
}
