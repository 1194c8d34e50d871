package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LongRunningTransactionsIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_open_transaction_counts_and_the_oldest_is_timed(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        assertThat(Scraping.page(server, LongRunningTransactions.QUERY).value("pg_long_running_transactions"))
                .isZero();
        try (Connection connection = server.connect("open");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");
            Page page = Scraping.page(server, LongRunningTransactions.QUERY);
            assertThat(page.value("pg_long_running_transactions")).isEqualTo(1);
            assertThat(page.value("pg_long_running_transactions_oldest_timestamp_seconds"))
                    .isPositive();
        }
    }
}
