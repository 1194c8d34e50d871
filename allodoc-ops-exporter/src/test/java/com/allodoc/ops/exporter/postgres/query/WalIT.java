package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_segment_counts_with_its_size(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page page = Scraping.page(server, Wal.QUERY);
        assertThat(page.value("pg_wal_segments")).isPositive();
        assertThat(page.value("pg_wal_size_bytes")).isEqualTo(page.value("pg_wal_segments") * (16 << 20));
    }
}
