package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatUserIndexesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_scan_counts_and_where_the_version_has_it_is_dated(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute(
                "CREATE TABLE looked_up AS SELECT g AS id FROM generate_series(1, 2000) g",
                "CREATE INDEX looked_up_used ON looked_up (id)",
                "CREATE INDEX looked_up_unused ON looked_up ((id + 1))",
                "ANALYZE looked_up",
                "SET enable_seqscan = off",
                "SELECT * FROM looked_up WHERE id = 7",
                Sql.FLUSH);
        try {
            Page page = Scraping.page(server, StatUserIndexes.QUERY);
            assertThat(page.value("allodoc_postgres_index_scans_total", "indexrelname", "looked_up_used"))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_index_scans_total", "indexrelname", "looked_up_unused"))
                    .isZero();
            assertThat(page.value("allodoc_postgres_index_size_bytes", "indexrelname", "looked_up_used"))
                    .isEqualTo(server.number("SELECT pg_relation_size('looked_up_used')"));
            assertThat(page.find("allodoc_postgres_index_last_scan_timestamp_seconds", "indexrelname", "looked_up_used")
                            .isPresent())
                    .isEqualTo(version >= 16);
            assertThat(page.find(
                            "allodoc_postgres_index_last_scan_timestamp_seconds", "indexrelname", "looked_up_unused"))
                    .isEmpty();
        } finally {
            server.execute("DROP TABLE looked_up");
        }
    }
}
