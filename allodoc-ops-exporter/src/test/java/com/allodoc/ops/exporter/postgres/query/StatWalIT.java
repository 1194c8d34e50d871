package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatWalIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void writing_makes_wal(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page before = Scraping.page(server, StatWal.QUERY);
        server.execute(
                "CREATE TABLE written AS SELECT g FROM generate_series(1, 1000) g", "DROP TABLE written", Sql.FLUSH);
        Page after = Scraping.page(server, StatWal.QUERY);
        for (String metric : List.of("allodoc_postgres_wal_records_total", "allodoc_postgres_wal_bytes_total")) {
            assertThat(after.value(metric)).as(metric).isGreaterThan(before.value(metric));
        }
        assertThat(after.names().contains("allodoc_postgres_wal_writes_total")).isEqualTo(version < 18);
    }
}
