package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The peer reads one row of these and forgets the others. */
class ProcessIdleIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_state_and_application_has_a_histogram(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Connection one = server.connect("idler");
                Connection two = server.connect("idler");
                Connection open = server.connect("opener");
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("SELECT 1");
            Page page = Scraping.page(server, ProcessIdle.QUERY);
            Distribution idle =
                    page.distribution("pg_process_idle_seconds", Map.of("state", "idle", "application_name", "idler"));
            assertThat(idle.count()).isEqualTo(2);
            assertThat(idle.sum()).isNotNegative();
            assertThat(idle.size()).isEqualTo(9);
            assertThat(idle.edge(8)).isEqualTo(300);
            assertThat(idle.value(8)).isEqualTo(2);
            Distribution inTransaction = page.distribution(
                    "pg_process_idle_seconds", Map.of("state", "idle in transaction", "application_name", "opener"));
            assertThat(inTransaction.count()).isEqualTo(1);
            assertThat(one.isClosed() || two.isClosed()).isFalse();
        }
    }
}
