package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyStatsTest {

    private static Page page(String latencies) {
        InfoReply info = InfoReply.parse(("""
                # Commandstats
                cmdstat_get:calls=2,usec=11
                cmdstat_set:calls=3,usec=17
                # Latencystats
                """ + latencies + '\n').getBytes(StandardCharsets.UTF_8));
        return Page.of(List.of(LatencyStats.table(info, new RowLimit())));
    }

    private static double quantile(Page page, String command, String quantile) {
        return page.value("redis_latency_percentiles_usec", "cmd", command, "quantile", quantile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p50=1.5,p99=7",
                // As configured: neither in order nor each once.
                "p99=7,p50=1.5",
                "p50=1.5,p50=9,p99=7",
                "pnan=3,p99=7,p50=1.5"
            })
    void a_percentile_is_there_once_and_in_order(String percentiles) {
        Page page = page("latency_percentiles_usec_get:" + percentiles);

        assertThat(quantile(page, "get", "50")).isEqualTo(1.5);
        assertThat(quantile(page, "get", "99")).isEqualTo(7);
        assertThat(page.value("redis_latency_percentiles_usec_sum", "cmd", "get"))
                .isEqualTo(11);
        assertThat(page.value("redis_latency_percentiles_usec_count", "cmd", "get"))
                .isEqualTo(2);
        assertThat(page.series()).hasSize(4);
    }

    @Test
    void of_two_zeros_one_is_a_percentile() {
        Page page = page("latency_percentiles_usec_get:p0=1,p-0=2");

        assertThat(quantile(page, "get", "0")).isEqualTo(1);
        assertThat(page.series()).hasSize(3);
    }

    @Test
    void commands_may_come_in_another_order_than_their_calls() {
        Page page = page("latency_percentiles_usec_set:p50=3\nlatency_percentiles_usec_get:p50=2");

        assertThat(page.value("redis_latency_percentiles_usec_sum", "cmd", "set"))
                .isEqualTo(17);
        assertThat(page.value("redis_latency_percentiles_usec_sum", "cmd", "get"))
                .isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latency_percentiles_usec_del:p50=1",
                "latency_percentiles_usec_get:",
                "latency_percentiles_usec_get:p50",
                "latency_percentiles_usec_get:q50=1",
                "p50=1"
            })
    void what_has_no_calls_or_no_percentiles_is_left_out(String line) {
        assertThat(page(line).series()).isEmpty();
    }
}
