package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuffercacheSummaryIT {

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void every_buffer_is_in_use_or_not(int version) {
        PostgresServer server = PostgresServer.start(version);
        server.execute("CREATE EXTENSION pg_buffercache");
        try {
            Page page = Scraping.page(server, BuffercacheSummary.QUERY);
            double all = page.value("pg_buffercache_summary_buffers_used")
                    + page.value("pg_buffercache_summary_buffers_unused");
            assertThat(all).isEqualTo(16 * 1024 / 8);
            assertThat(page.value("pg_buffercache_summary_usagecount_avg")).isBetween(0.0, 5.0);
            assertThat(page.names())
                    .contains("pg_buffercache_summary_buffers_dirty", "pg_buffercache_summary_buffers_pinned");
        } finally {
            server.execute("DROP EXTENSION pg_buffercache");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16})
    void without_the_extension_or_the_version_it_is_skipped(int version) {
        Page page = Scraping.page(PostgresServer.start(version), BuffercacheSummary.QUERY);
        assertThat(page.value("allodoc_collector_skipped", "collector", "buffercache_summary"))
                .isEqualTo(1);
    }
}
