package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndexesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void an_invalid_one_and_an_unused_one_are_named(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE doubled (id int, v int)", "INSERT INTO doubled VALUES (1, 1), (1, 2)");
        server.execute("CREATE INDEX never_used ON doubled (v)", "ANALYZE doubled");
        assertThatThrownBy(() -> server.execute("CREATE UNIQUE INDEX CONCURRENTLY half_built ON doubled (id)"))
                .hasMessageContaining("half_built");
        try {
            Page page = Scraping.page(server, Indexes.QUERY);
            assertThat(page.value("allodoc_postgres_index_invalid", "relname", "doubled", "indexrelname", "half_built"))
                    .isEqualTo(1);
            assertThat(page.find("allodoc_postgres_index_unused_bytes", "indexrelname", "half_built"))
                    .isEmpty();
            assertThat(page.value("allodoc_postgres_index_unused_bytes", "indexrelname", "never_used"))
                    .isEqualTo(16384);
            assertThat(page.value("allodoc_postgres_indexes", "datname", "postgres"))
                    .isEqualTo(2);
            assertThat(page.value("allodoc_postgres_indexes_unused", "datname", "postgres"))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_indexes_invalid", "datname", "postgres"))
                    .isEqualTo(1);
        } finally {
            server.execute("DROP TABLE doubled");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void one_that_enforces_something_is_never_unused(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE guarded (id int PRIMARY KEY)");
        try {
            Page page = Scraping.page(server, Indexes.QUERY);
            assertThat(page.all("allodoc_postgres_index_unused_bytes")).isEmpty();
            assertThat(page.value("allodoc_postgres_indexes_unused")).isZero();
            assertThat(page.value("allodoc_postgres_indexes_unused_bytes")).isZero();
        } finally {
            server.execute("DROP TABLE guarded");
        }
    }
}
