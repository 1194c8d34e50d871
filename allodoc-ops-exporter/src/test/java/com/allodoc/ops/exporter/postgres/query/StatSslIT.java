package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatSslIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sessions_in_the_clear_are_told_from_encrypted_ones(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Connection open = server.connect("in the clear")) {
            Page page = Scraping.page(server, StatSsl.QUERY);
            assertThat(page.value("allodoc_postgres_encrypted_sessions", "transport", "tcp", "encryption", "none"))
                    .isPositive();
            assertThat(page.value("allodoc_postgres_encrypted_sessions", "encryption", "TLSv1.3"))
                    .isZero();
            assertThat(page.value("allodoc_postgres_encrypted_sessions", "transport", "local"))
                    .isZero();
            assertThat(open.isClosed()).isFalse();
        }
    }
}
