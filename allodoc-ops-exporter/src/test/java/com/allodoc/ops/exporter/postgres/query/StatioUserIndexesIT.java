package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatioUserIndexesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_index_has_a_row_with_its_database(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE indexed (id int PRIMARY KEY)", "INSERT INTO indexed VALUES (1)", Sql.FLUSH);
        try {
            Page page = Scraping.page(server, StatioUserIndexes.QUERY, StatUserIndexes.QUERY);
            String[] labels = {
                "datname", "postgres", "schemaname", "public", "relname", "indexed", "indexrelname", "indexed_pkey"
            };
            assertThat(page.value("pg_statio_user_indexes_idx_blks_hit_total", labels))
                    .isPositive();
            assertThat(page.find("pg_statio_user_indexes_idx_blks_read_total", labels))
                    .isPresent();
        } finally {
            server.execute("DROP TABLE indexed");
        }
    }
}
