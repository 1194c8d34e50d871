package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StaticIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void the_version_is_in_the_labels(int version) {
        PostgresServer server = PostgresServer.start(version);
        try (Scraping scraping = Scraping.of(server)) {
            Page.Sample sample = scraping.scrape().all("pg_static").get(0);
            assertThat(sample.value()).isEqualTo(1);
            assertThat(sample.labels())
                    .containsEntry("version", server.query("SELECT version()").get(0))
                    .containsEntry(
                            "short_version", server.query("SHOW server_version").get(0) + ".0")
                    .containsEntry("server", "127.0.0.1:" + server.port());
        }
    }
}
