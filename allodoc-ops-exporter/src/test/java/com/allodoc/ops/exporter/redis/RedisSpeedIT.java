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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our whole page against redis_exporter's in the same run, over HTTP both, one after the other in turn. What is compared
 * has at least the peer's series; everything that we give by default is told beside it: this release of the peer does not
 * ask for {@code LATENCY HISTOGRAM}, which alone is half of the server's work. Needs a quiet machine.
 */
@Tag("endurance")
class RedisSpeedIT {
    private static final int WARM_UP = 15_000;
    private static final int ROUNDS = 2000;
    private static final int CONNECTIONS = 4;
    private static final double LIMIT = 0.4;
    private static final double TIMES_AS_MANY = 3;

    @TempDir
    private Path folder;

    /** Of the peer's time for a page, and times its pages in a second. */
    private record Ratios(double time, double rate) {}

    @Test
    void a_page_takes_at_most_two_fifths_of_redis_exporters_time_and_four_connections_get_three_times_as_many(
            TestReporter reporter) throws Exception {
        try (RedisServer server = RedisServer.debian();
                PeerExporter peer = PeerExporter.of(server.port())) {
            Ratios likeForLike = compare("without LATENCY HISTOGRAM", "[latency_histogram]", server, peer, reporter);
            Ratios everything = compare("everything by default", "[]", server, peer, reporter);
            assertSoftly(bars -> {
                bars.assertThat(likeForLike.time()).as("of its time").isLessThanOrEqualTo(LIMIT);
                bars.assertThat(likeForLike.rate()).as("times its pages").isGreaterThanOrEqualTo(TIMES_AS_MANY);
                bars.assertThat(everything.rate())
                        .as("times its pages, with everything")
                        .isGreaterThanOrEqualTo(TIMES_AS_MANY);
            });
        }
    }

    private Ratios compare(String what, String disabled, RedisServer server, PeerExporter peer, TestReporter reporter)
            throws Exception {
        try (Exporter exporter = Exporter.of(config(server.port(), disabled))) {
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
            Ratios ratios = new Ratios(median(ours) / median(theirs), ourRate / theirRate);
            reporter.publishEntry(
                    what,
                    "ours %.0f us (%d bytes), redis_exporter %.0f us (%d bytes), ratio %.3f; on %d connections %.0f/s, %.0f/s, ratio %.2f"
                            .formatted(
                                    median(ours) / 1e3,
                                    ourBytes,
                                    median(theirs) / 1e3,
                                    theirBytes,
                                    ratios.time(),
                                    CONNECTIONS,
                                    ourRate,
                                    theirRate,
                                    ratios.rate()));
            return ratios;
        }
    }

    private ExporterConfig config(int redis, String disabled) throws Exception {
        String yaml = """
                targets:
                  redis:
                    - {name: main, host: 127.0.0.1, port: %d, collectors: {disable: %s}}
                """.formatted(redis, disabled);
        return ConfigLoader.of(Environment.of(Map.of()))
                .fromFile(Files.writeString(folder.resolve(disabled.length() + ".yml"), yaml))
                .withListen(new ListenConfig(List.of(new ListenAddress("127.0.0.1", 0))));
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length / 2];
    }
}
