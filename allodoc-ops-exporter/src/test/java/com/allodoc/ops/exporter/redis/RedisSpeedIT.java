package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.RedisServer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A scrape's time against redis_exporter's in the same run, one after the other in turn. Theirs has the HTTP request and
 * the page in it; ours ends with the snapshot, and our page has its own bar in {@code http}.
 */
@Tag("endurance")
class RedisSpeedIT {
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 300;
    private static final double LIMIT = 0.4;

    @Test
    void a_scrape_takes_at_most_two_fifths_of_redis_exporters_time(TestReporter reporter) {
        try (RedisServer server = RedisServer.debian();
                PeerExporter peer = PeerExporter.of(server.port());
                Scrapes scrapes = Scrapes.of(server.port())) {
            for (int i = 0; i < WARM_UP; i++) {
                scrapes.snapshot(Scrapes.ENOUGH);
                peer.text();
            }
            long[] ours = new long[ROUNDS];
            long[] theirs = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                scrapes.snapshot(Scrapes.ENOUGH);
                long middle = System.nanoTime();
                peer.text();
                ours[i] = middle - start;
                theirs[i] = System.nanoTime() - middle;
            }
            double ratio = median(ours) / median(theirs);
            reporter.publishEntry(
                    "redis scrape",
                    "ours %.0f us, redis_exporter %.0f us, ratio %.3f"
                            .formatted(median(ours) / 1e3, median(theirs) / 1e3, ratio));
            assertThat(ratio).isLessThan(LIMIT);
        }
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length / 2];
    }
}
