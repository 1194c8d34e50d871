package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatBgwriterIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_checkpoint_counts_where_the_version_has_it(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page before = Scraping.page(server, StatBgwriter.QUERY, StatCheckpointer.QUERY);
        server.execute("CHECKPOINT");
        Page after = Scraping.page(server, StatBgwriter.QUERY, StatCheckpointer.QUERY);
        String metric =
                version < 17 ? "pg_stat_bgwriter_checkpoints_req_total" : "pg_stat_checkpointer_num_requested_total";
        assertThat(after.value(metric)).isGreaterThan(before.value(metric));
        assertThat(after.names())
                .contains(
                        "pg_stat_bgwriter_buffers_clean_total",
                        "pg_stat_bgwriter_maxwritten_clean_total",
                        "pg_stat_bgwriter_buffers_alloc_total");
        assertThat(after.names().contains("pg_stat_bgwriter_buffers_backend_total"))
                .isEqualTo(version < 17);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void the_reset_is_a_time_in_whole_seconds(int version) {
        PostgresServer server = PostgresServer.start(version);
        server.execute("SELECT pg_stat_reset_shared('bgwriter')");
        assertThat(Scraping.page(server, StatBgwriter.QUERY).value("pg_stat_bgwriter_stats_reset_total"))
                .isEqualTo(server.number("SELECT floor(date_part('epoch', stats_reset)) FROM pg_stat_bgwriter"));
    }
}
