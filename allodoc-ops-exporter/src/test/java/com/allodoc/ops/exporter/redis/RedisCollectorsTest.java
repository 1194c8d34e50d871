package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Collector;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RedisCollectorsTest {
    private static final RedisWatch WATCH = RedisWatch.builder()
            .without(List.of("latency_histogram", "keys", "cluster_members"))
            .build();
    private static final RedisSettings SETTINGS =
            RedisSettings.builder("cache").watch(WATCH).build();

    @Nested
    class One_that_is_switched_off {
        @Test
        void does_not_run() {
            assertThat(RedisTarget.of(SETTINGS).collectors())
                    .extracting(Collector::name)
                    .contains("memory", "latency")
                    .doesNotContain("latency_histogram", "keys");
        }

        @Test
        void does_not_run_in_a_cluster_either() {
            assertThat(RedisCluster.of(SETTINGS).collectors())
                    .extracting(Collector::name)
                    .contains("memory", "latency")
                    .doesNotContain("latency_histogram", "keys", "cluster_members");
        }

        @Test
        void asks_nothing() {
            assertThat(RedisCollectors.commands(RedisCollectors.of(WATCH, InstantSource.system())))
                    .extracting(RedisCommand::toString)
                    .contains("LATENCY LATEST")
                    .doesNotContain("LATENCY HISTOGRAM");
        }

        @Test
        void needs_no_right() {
            assertThat(RedisGrants.of(WATCH, RedisGrants.Server.REDIS_7, false))
                    .contains("+latency|latest")
                    .doesNotContain("+latency|histogram");
        }
    }

    @Test
    void all_run_unless_the_configuration_says_otherwise() {
        assertThat(RedisTarget.of(RedisSettings.of("cache", "localhost", 6379)).collectors())
                .extracting(Collector::name)
                .contains("latency_histogram", "keys")
                .doesNotHaveDuplicates();
    }
}
