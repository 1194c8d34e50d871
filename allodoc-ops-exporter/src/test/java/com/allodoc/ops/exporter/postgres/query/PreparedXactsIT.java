package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreparedXactsIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_prepared_transaction_is_counted_and_timed(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE two_phase (id int)");
        server.execute("BEGIN", "INSERT INTO two_phase VALUES (1)", "PREPARE TRANSACTION 'left alone'");
        try {
            Page page = Scraping.page(server, PreparedXacts.QUERY);
            assertThat(page.value("allodoc_postgres_prepared_transactions", "datname", "postgres"))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_prepared_transactions_oldest_seconds", "datname", "postgres"))
                    .isNotNegative();
            assertThat(page.value("allodoc_postgres_prepared_transactions_xid_age", "datname", "postgres"))
                    .isPositive();
            assertThat(page.value("allodoc_postgres_prepared_transactions", "datname", "template1"))
                    .isZero();
            assertThat(page.find("allodoc_postgres_prepared_transactions_oldest_seconds", "datname", "template1"))
                    .isEmpty();
        } finally {
            server.execute("ROLLBACK PREPARED 'left alone'");
            server.execute("DROP TABLE two_phase");
        }
    }
}
