package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.FakeTarget;
import com.allodoc.ops.exporter.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send or read as slowly as they can, against a server with few threads. */
@Timeout(120)
class SlowClientsTest {
    private static final String HEALTH = "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private final ScrapeThreads scraping = new ScrapeThreads();
    private final FakeTarget target = new FakeTarget("main").collector("big", big());
    private final Fleet fleet =
            new Fleet(List.of(new TargetScraper<>(target, Optional.empty(), scraping, InstantSource.system())));
    private final Site site =
            new Site(fleet, new Meters(), Duration.ofSeconds(10), Duration.ofMillis(100), "1.2.3");
    private final Stage stage = Stage.of(
            site,
            Protection::none,
            new RequestThreads.Limits(
                    4, Duration.ofMillis(800), Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMillis(400)));
    private final List<RawHttp> clients = new ArrayList<>();
    private HttpListener listener;

    @BeforeEach
    void start() throws IOException {
        listener = HttpListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stage);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawHttp client : clients) {
            client.close();
        }
        listener.close();
        stage.close();
        fleet.close();
        scraping.close();
    }

    /** Far more than the buffers of two sockets hold. */
    private static SampleTable big() {
        SampleTable.Builder table = SampleTable.labelled("name");
        int column = table.column(Family.gauge("big", "Big."));
        for (int i = 0; i < 5_000; i++) {
            table.row("x".repeat(4_000) + i).set(column, i);
        }
        return table.build();
    }

    private RawHttp connect() throws IOException {
        RawHttp client = RawHttp.connect(listener.address().getPort());
        clients.add(client);
        return client;
    }

    private String health() throws IOException {
        return RawHttp.answer(listener.address().getPort(), HEALTH);
    }

    @Test
    void a_header_that_does_not_end_closes_the_connection() throws Exception {
        RawHttp slow = connect().send("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: ");

        assertThat(slow.isClosed()).isTrue();
        Await.until(() -> stage.threads().slowHeaders() == 1);
        assertThat(health()).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void forty_of_them_do_not_keep_a_good_client_out() throws Exception {
        for (int i = 0; i < 40; i++) {
            connect().send("GET /metrics HTTP/1.1\r\nX-");
        }

        assertThat(health()).startsWith("HTTP/1.1 200 OK");
        for (RawHttp slow : clients) {
            assertThat(slow.isClosed()).isTrue();
        }
        Await.until(() -> stage.threads().slowHeaders() == 40);
    }

    @Test
    void an_answer_that_nobody_reads_is_cut_off_and_the_threads_come_back() throws Exception {
        for (int i = 0; i < 8; i++) {
            connect().send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        }

        Await.until(Duration.ofSeconds(60), () -> stage.threads().slowReaders() == 8);
        assertThat(health()).startsWith("HTTP/1.1 200 OK");
        Await.until(() -> stage.requests().availablePermits() == Stage.MAX_REQUESTS);
    }

    @Test
    void one_that_says_nothing_holds_no_thread() throws Exception {
        for (int i = 0; i < 40; i++) {
            connect();
        }

        assertThat(health()).startsWith("HTTP/1.1 200 OK");
        assertThat(stage.threads().slowHeaders()).isZero();
    }
}
