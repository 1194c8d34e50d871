package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatActivityDetailedIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void waits_and_kinds_of_process_are_labels(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Connection connection = server.connect("detailed")) {
            Page.Sample sample =
                    Scraping.page(server, StatActivityDetailed.QUERY).all("pg_stat_activity_count").stream()
                            .filter(s -> "detailed".equals(s.labels().get("application_name")))
                            .findFirst()
                            .orElseThrow();
            assertThat(sample.labels())
                    .containsEntry("backend_type", "client backend")
                    .containsEntry("wait_event_type", "Client")
                    .containsEntry("wait_event", "ClientRead")
                    .containsEntry("state", "idle");
            assertThat(connection.isClosed()).isFalse();
        }
    }
}
