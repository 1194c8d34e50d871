package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatCheckpointerIT {

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void values_agree_with_the_view(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CHECKPOINT");
        Page page = Scraping.page(server, StatCheckpointer.QUERY);
        for (String column : List.of(
                "num_timed",
                "num_requested",
                "restartpoints_timed",
                "restartpoints_req",
                "restartpoints_done",
                "write_time",
                "sync_time",
                "buffers_written")) {
            assertThat(page.value("pg_stat_checkpointer_" + column + "_total"))
                    .as(column)
                    .isEqualTo(server.number("SELECT " + column + " FROM pg_stat_checkpointer"));
        }
        assertThat(page.names().contains("allodoc_postgres_checkpointer_done_total"))
                .isEqualTo(version >= 18);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16})
    void older_servers_are_skipped(int version) {
        Page page = Scraping.page(PostgresServer.start(version), StatCheckpointer.QUERY);
        assertThat(page.value("allodoc_collector_skipped", "collector", "stat_checkpointer"))
                .isEqualTo(1);
    }
}
