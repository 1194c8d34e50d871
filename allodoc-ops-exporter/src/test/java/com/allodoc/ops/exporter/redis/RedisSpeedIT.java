package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.allodoc.ops.exporter.Exporter;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ListenAddress;
import com.allodoc.ops.exporter.config.ListenConfig;
import com.allodoc.ops.exporter.testing.PageLoad;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Our whole page against redis_exporter's in the same run, over HTTP both, one after the other in turn. */
@Tag("endurance")
class RedisSpeedIT {
    private static final int WARM_UP = 3000;
    private static final int ROUNDS = 500;
    private static final int CONNECTIONS = 4;
    private static final double LIMIT = 0.4;
    private static final double TIMES_AS_MANY = 3;

    @Test
    void a_page_takes_at_most_two_fifths_of_redis_exporters_time_and_four_connections_get_three_times_as_many(
            TestReporter reporter) throws Exception {
        try (RedisServer server = RedisServer.debian();
                PeerExporter peer = PeerExporter.of(server.port());
                Exporter exporter = Exporter.of(config(server.port()))) {
            exporter.start();
            int port = exporter.addresses().get(0).getPort();
            long[] ours = new long[ROUNDS];
            long[] theirs = new long[ROUNDS];
            int ourBytes;
            int theirBytes;
            try (PageLoad mine = PageLoad.to(port);
                    PageLoad peers = PageLoad.to(peer.port())) {
                for (int i = 0; i < WARM_UP; i++) {
                    mine.get();
                    if (i % 10 == 0) {
                        peers.get();
                    }
                }
                ourBytes = mine.get();
                theirBytes = peers.get();
                for (int i = 0; i < ROUNDS; i++) {
                    long start = System.nanoTime();
                    mine.get();
                    long middle = System.nanoTime();
                    peers.get();
                    ours[i] = middle - start;
                    theirs[i] = System.nanoTime() - middle;
                }
            }
            double ourRate = PageLoad.perSecond(port, CONNECTIONS);
            double theirRate = PageLoad.perSecond(peer.port(), CONNECTIONS);
            double ratio = median(ours) / median(theirs);
            reporter.publishEntry(
                    "redis page",
                    "ours %.0f us (%d bytes), redis_exporter %.0f us (%d bytes), ratio %.3f"
                            .formatted(median(ours) / 1e3, ourBytes, median(theirs) / 1e3, theirBytes, ratio));
            reporter.publishEntry(
                    "redis pages on 4 connections",
                    "ours %.0f/s, redis_exporter %.0f/s, ratio %.2f"
                            .formatted(ourRate, theirRate, ourRate / theirRate));
            assertSoftly(bars -> {
                bars.assertThat(ratio).as("of its time").isLessThanOrEqualTo(LIMIT);
                bars.assertThat(ourRate / theirRate).as("times its pages").isGreaterThanOrEqualTo(TIMES_AS_MANY);
            });
        }
    }

    private static ExporterConfig config(int redis) throws Exception {
        Map<String, String> variables =
                Map.of("REDIS_ADDR", "redis://127.0.0.1:" + redis, "DATA_SOURCE_NAME", "", "DOCKER_HOST", "");
        return ConfigLoader.of(Environment.of(variables))
                .fromEnvironment()
                .withListen(new ListenConfig(List.of(new ListenAddress("127.0.0.1", 0))));
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length / 2];
    }
}
