package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatSlruIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_cache_has_its_row(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page page = Scraping.page(server, StatSlru.QUERY);
        String transactions = version < 17 ? "Xact" : "transaction";
        assertThat(page.value("allodoc_postgres_slru_blocks_hit_total", "name", transactions))
                .isPositive();
        assertThat(page.all("allodoc_postgres_slru_flushes_total"))
                .hasSize((int) server.number("SELECT count(*) FROM pg_stat_slru"));
    }
}
