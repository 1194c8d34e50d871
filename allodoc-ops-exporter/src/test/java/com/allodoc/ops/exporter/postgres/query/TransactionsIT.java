package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionsIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    private static final String[] HERE = {"datname", "postgres"};

    @ParameterizedTest
    @MethodSource("versions")
    void an_open_transaction_left_alone_is_timed(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Connection connection = server.connect("forgetful");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT txid_current()");
            Page page = Scraping.page(server, Transactions.QUERY, LongRunningTransactions.QUERY);
            assertThat(page.value("allodoc_postgres_open_transactions", HERE)).isPositive();
            assertThat(page.value("allodoc_postgres_open_transactions_idle", HERE))
                    .isPositive();
            double idle = page.value("allodoc_postgres_idle_in_transaction_oldest_seconds", HERE);
            assertThat(page.value("allodoc_postgres_transaction_oldest_seconds", HERE))
                    .isGreaterThanOrEqualTo(idle);
            assertThat(page.value("allodoc_postgres_transaction_xmin_age", HERE))
                    .isPositive();
            assertThat(page.value("pg_long_running_transactions")).isPositive();
            assertThat(page.value("pg_long_running_transactions_oldest_timestamp_seconds"))
                    .isGreaterThanOrEqualTo(idle);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_running_query_is_timed(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Connection connection = server.connect("slow");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> sleeping =
                    CompletableFuture.runAsync(() -> Sql.ignoreEnd(statement, "SELECT pg_sleep(600)"));
            Await.until(() -> Scraping.page(server, Transactions.QUERY)
                    .find("allodoc_postgres_query_oldest_seconds", HERE)
                    .isPresent());
            statement.cancel();
            sleeping.join();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void where_nobody_is_there_are_zeros_and_no_ages(int version) {
        Page page = Scraping.page(PostgresServer.start(version), Transactions.QUERY);
        assertThat(page.value("allodoc_postgres_open_transactions", "datname", "template1"))
                .isZero();
        assertThat(page.value("allodoc_postgres_open_transactions_idle", "datname", "template1"))
                .isZero();
        assertThat(page.find("allodoc_postgres_transaction_oldest_seconds", "datname", "template1"))
                .isEmpty();
    }
}
