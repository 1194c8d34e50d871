package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.FakeTarget;
import com.allodoc.ops.exporter.testing.RawHttp;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DeparturesTest {
    private static final String SCRAPE = String.join(
            "\r\n",
            "GET /metrics HTTP/1.1",
            "Host: x",
            "Connection: close",
            "X-Prometheus-Scrape-Timeout-Seconds: 50",
            "\r\n");

    @Nested
    class Of_a_scrape_under_way {
        private final ScrapeThreads scraping = new ScrapeThreads();
        private final AtomicInteger hung = new AtomicInteger();
        private final AtomicInteger cutOff = new AtomicInteger();
        private final FakeTarget target = new FakeTarget("main").collector("slow", session -> {
            hung.incrementAndGet();
            try {
                session.hang();
            } finally {
                cutOff.incrementAndGet();
            }
            return Collected.of();
        });
        private final TargetScraper<FakeTarget.FakeSession> scraper =
                new TargetScraper<>(target, Optional.empty(), scraping, InstantSource.system());
        private final Fleet fleet = new Fleet(List.of(scraper));
        private final Stage stage =
                Stage.of(new Site(fleet, new Meters(), Duration.ofSeconds(50), Duration.ofMillis(100), "1.2.3"));
        private HttpListener listener;

        @BeforeEach
        void start() throws IOException {
            assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")), "only Linux tells its connections");
            listener = HttpListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stage);
        }

        @AfterEach
        void stop() {
            listener.close();
            stage.close();
            fleet.close();
            scraping.close();
        }

        private RawHttp scrape() throws IOException {
            return RawHttp.connect(listener.address().getPort()).send(SCRAPE);
        }

        @Test
        void cancels_it_and_says_nothing_about_the_target() throws Exception {
            RawHttp client = scrape();
            Await.until(() -> hung.get() == 1);
            client.close();

            Await.until(() -> cutOff.get() == 1);
            Await.until(() -> stage.departures().noticed() == 1);
            Await.until(() -> stage.requests().availablePermits() == Stage.MAX_REQUESTS);
            assertThat(scraper.lastReport()).isEmpty();
        }

        @Test
        void leaves_it_to_those_who_still_wait() throws Exception {
            RawHttp leaving = scrape();
            Await.until(() -> hung.get() == 1);
            try (RawHttp staying = scrape()) {
                Await.until(() -> stage.requests().availablePermits() == Stage.MAX_REQUESTS - 2);
                leaving.close();
                Await.until(() -> stage.departures().noticed() == 1);
                assertThat(cutOff).hasValue(0);
                assertThat(hung).hasValue(1);
                assertThat(staying.isOpen()).isTrue();
            }
            Await.until(() -> cutOff.get() == 1);
        }
    }

    @Test
    void what_was_collected_is_let_go_of_at_once() throws Exception {
        ScheduledExecutorService busy = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch end = new CountDownLatch(1);
        try {
            busy.submit(() -> end.await(60, TimeUnit.SECONDS));
            Departures departures = new Departures(busy);
            CompletableFuture<byte[]> work = new CompletableFuture<>();
            departures.watch(new InetSocketAddress(9), new InetSocketAddress(10), work);
            byte[] result = new byte[1];
            WeakReference<byte[]> kept = new WeakReference<>(result);
            work.complete(result);

            result = null;
            work = null;
            Await.until(() -> {
                System.gc();
                return kept.get() == null;
            });
        } finally {
            end.countDown();
            busy.shutdownNow();
        }
    }

    @Nested
    class As_linux_lists_connections {
        private static InetSocketAddress address(String literal, int port) throws UnknownHostException {
            return new InetSocketAddress(InetAddress.getAllByName(literal)[0], port);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "   1: 0100007F:258A 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 1 1 0"
                            + " 20",
                    "   7: 0000000000000000FFFF00000100007F:258A 0000000000000000FFFF00000100007F:D2F0 01 00000000:0 0"
                })
        void both_tables_tell_the_same(String line) throws UnknownHostException {
            InetSocketAddress here = address("127.0.0.1", 0x258A);
            InetSocketAddress client = address("127.0.0.1", 0xD2F0);

            assertThat(TcpTable.established(line)).contains(TcpTable.key(here, client));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                    "   1: 0100007F:258A 0100007F:D2F0 08 00000000:00000000 00:00000000 00000000     0        0 1 1",
                    "   1: 0100007F:258A 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1",
                    "",
                    "x"
                })
        void what_is_not_established_is_left_out(String line) {
            assertThat(TcpTable.established(line)).isEmpty();
        }

        @Test
        void addresses_of_version_six() throws UnknownHostException {
            InetSocketAddress client = address("2001:db8::1", 0xD2F0);
            InetSocketAddress here = address("::1", 0x258A);
            String line = "  1: 00000000000000000000000001000000:258A B80D0120000000000000000001000000:D2F0 01 0:0";

            assertThat(TcpTable.established(line)).contains(TcpTable.key(here, client));
        }
    }
}
