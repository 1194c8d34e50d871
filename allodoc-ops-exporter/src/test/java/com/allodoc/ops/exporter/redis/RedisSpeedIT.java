package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.allodoc.ops.exporter.Exporter;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ListenAddress;
import com.allodoc.ops.exporter.config.ListenConfig;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.Installation;
import com.allodoc.ops.exporter.testing.PageLoad;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    void a_page_takes_at_most_two_fifths_of_redis_exporters_time_and_four_connections_get_three_times_as_many()
            throws Exception {
        try (RedisServer server = RedisServer.debian();
                PeerExporter peer = PeerExporter.of(server.port())) {
            Ratios likeForLike = embedded("without LATENCY HISTOGRAM", "[latency_histogram]", server, peer);
            Ratios everything = embedded("everything by default", "[]", server, peer);
            Installation installation = Installation.unpack(Files.createDirectory(folder.resolve("installed")));
            Ratios forTime =
                    installed("the first, by the launcher for time", installation, Installation.FOR_TIME, server, peer);
            Ratios installed = installed("the first, by its own flags", installation, "", server, peer);
            assertSoftly(bars -> {
                bars.assertThat(likeForLike.time()).as("of its time").isLessThanOrEqualTo(LIMIT);
                bars.assertThat(likeForLike.rate()).as("times its pages").isGreaterThanOrEqualTo(TIMES_AS_MANY);
                bars.assertThat(everything.rate()).as("with everything").isGreaterThanOrEqualTo(TIMES_AS_MANY);
                bars.assertThat(forTime.time())
                        .as("of its time, by the launcher for time")
                        .isLessThanOrEqualTo(LIMIT);
                bars.assertThat(forTime.rate()).as("by the launcher for time").isGreaterThanOrEqualTo(TIMES_AS_MANY);
                bars.assertThat(installed.time())
                        .as("of its time, by its own flags")
                        .isLessThanOrEqualTo(LIMIT);
                bars.assertThat(installed.rate()).as("by its own flags").isGreaterThanOrEqualTo(TIMES_AS_MANY);
            });
        }
    }

    private Ratios embedded(String what, String disabled, RedisServer server, PeerExporter peer) throws Exception {
        ExporterConfig config = ConfigLoader.of(Environment.of(Map.of()))
                .fromFile(Files.writeString(folder.resolve("ops.yml"), yaml(server, disabled)))
                .withListen(new ListenConfig(List.of(new ListenAddress("127.0.0.1", 0))));
        try (Exporter exporter = Exporter.of(config)) {
            exporter.start();
            return compare(what, exporter.addresses().get(0).getPort(), peer);
        }
    }

    /** By the launcher, whose own flags give time away for memory: docs/adr/0030. */
    private Ratios installed(
            String what, Installation installation, String flags, RedisServer server, PeerExporter peer)
            throws Exception {
        try (ExporterProcess process =
                ExporterProcess.launch(installation, folder, yaml(server, "[latency_histogram]"), flags)) {
            Await.until(process::isReady);
            return compare(what, URI.create("http://" + process.address()).getPort(), peer);
        }
    }

    private static String yaml(RedisServer server, String disabled) {
        return """
                targets:
                  redis:
                    - {name: main, host: 127.0.0.1, port: %d, collectors: {disable: %s}}
                """.formatted(server.port(), disabled);
    }

    private static Ratios compare(String what, int port, PeerExporter peer) throws Exception {
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
        System.out.printf(
                "%-35s %5.0f us, %d bytes; redis_exporter %5.0f us, %d bytes; ratio %.3f. Four connections: %5.0f/s,"
                        + " %5.0f/s, ratio %.2f%n",
                what,
                median(ours) / 1e3,
                ourBytes,
                median(theirs) / 1e3,
                theirBytes,
                ratios.time(),
                ourRate,
                theirRate,
                ratios.rate());
        return ratios;
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length / 2];
    }
}
