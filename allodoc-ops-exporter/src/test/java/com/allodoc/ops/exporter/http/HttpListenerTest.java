package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.FakeTarget;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpListenerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Meters meters = new Meters();
    private final CollectorRegistry foreign = meters.collectors();
    private final ScrapeThreads threads = new ScrapeThreads();
    private final FakeTarget target = new FakeTarget("main");
    private final Fleet fleet =
            new Fleet(List.of(new TargetScraper<>(target, Optional.empty(), threads, InstantSource.system())));
    private HttpListener listener;

    @BeforeEach
    void start() throws IOException {
        target.collector("first", SampleTable.single(Family.gauge("one", "One."), 1))
                .collector("second", SampleTable.single(Family.counter("two_total", "Two."), 2));
        Site site = new Site(fleet, meters, Duration.ofSeconds(10), Duration.ofMillis(100), "1.2.3");
        listener = HttpListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), site);
    }

    @AfterEach
    void stop() {
        listener.close();
        fleet.close();
        threads.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + listener.address().getPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_page() throws Exception {
        HttpResponse<String> response = send(request("/metrics"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("\none 1\n")
                .contains("fake_up 1\n")
                .doesNotContain("# EOF");
    }

    @Test
    void openmetrics_for_those_who_ask() throws Exception {
        HttpResponse<String> response =
                send(request("/metrics").header("Accept", "application/openmetrics-text;version=1.0.0"));

        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body())
                .contains("# TYPE two counter\ntwo_total 2\n")
                .endsWith("# EOF\n");
    }

    @Test
    void gzip_for_those_who_ask() throws Exception {
        HttpResponse<byte[]> response = client.send(
                request("/metrics").header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("one 1\n");
        }
    }

    @Test
    void head_has_the_headers_and_disturbs_no_target() throws Exception {
        HttpResponse<String> response = send(request("/metrics").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).isPresent();
        assertThat(response.body()).isEmpty();
        assertThat(target.begun).hasValue(0);
    }

    @Test
    void names_choose_what_is_written_and_collectors_what_is_run() throws Exception {
        assertThat(send(request("/metrics?name%5B%5D=one&name%5B%5D=nothing")).body())
                .isEqualTo("# HELP one One.\n# TYPE one gauge\none 1\n");
        assertThat(send(request("/metrics?collect%5B%5D=second")).body())
                .contains("two_total 2\n")
                .doesNotContain("\none 1\n")
                .doesNotContain("collector=\"first\"");
    }

    @Test
    void other_paths_and_methods_have_clear_answers() throws Exception {
        assertThat(send(request("/anything")).statusCode()).isEqualTo(404);
        assertThat(send(request("/metrics/")).statusCode()).isEqualTo(404);
        HttpResponse<String> post = send(request("/metrics").POST(HttpRequest.BodyPublishers.ofString("x")));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(send(request("/metrics?name%5B%5D=%25zz%zz".replace("%zz", "%25")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void health_and_readiness() throws Exception {
        assertThat(send(request("/-/healthy")).body()).isEqualTo("OK\n");
        assertThat(send(request("/-/ready")).statusCode()).isEqualTo(200);
        assertThat(target.begun).hasValue(0);
    }

    @Test
    void the_landing_page_tells_what_runs_and_escapes_what_it_is_told() throws Exception {
        target.collector("third", session -> Collected.skipped("<b>grant</b> it"));
        assertThat(send(request("/")).body()).contains("not scraped yet").contains("href=\"/metrics\"");
        send(request("/metrics"));

        assertThat(send(request("/")).body())
                .contains("class=\"state up\"")
                .contains("third: &lt;b&gt;grant&lt;/b&gt; it")
                .contains("1.2.3");
    }

    @Test
    void simpleclient_and_micrometer_join_the_page() throws Exception {
        Counter.build("jobs", "Jobs.")
                .labelNames("kind")
                .register(foreign)
                .labels("a\"b")
                .inc(3);
        Histogram.build("latency_seconds", "Latency.")
                .buckets(1, 2)
                .register(foreign)
                .observe(1.5);
        MeterRegistry registry = meters.registry();
        registry.counter("visits", "where", "here").increment();
        registry.timer("work").record(Duration.ofMillis(1500));

        assertThat(send(request("/metrics")).body())
                .contains("# TYPE jobs_total counter\njobs_total{kind=\"a\\\"b\"} 3\n")
                .contains("latency_seconds_bucket{le=\"2\"} 1\nlatency_seconds_bucket{le=\"+Inf\"} 1\n")
                .contains("visits_total{where=\"here\"} 1\n")
                .contains("work_seconds_count 1\n")
                .contains("\none 1\n");
    }

    @Test
    void a_foreign_collector_that_throws_costs_nobody_else_anything() throws Exception {
        new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                throw new IllegalStateException("broken");
            }
        }.register(foreign);

        HttpResponse<String> response = send(request("/metrics"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\none 1\n");
    }

    @Test
    void a_client_that_goes_away_leaves_the_server_well() throws Exception {
        target.collector("slow", session -> {
            session.hang();
            return Collected.of();
        });
        CompletableFuture<?> gone = client.sendAsync(
                request("/metrics")
                        .header("X-Prometheus-Scrape-Timeout-Seconds", "0.5")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        gone.cancel(true);

        HttpResponse<String> next = send(request("/metrics").header("X-Prometheus-Scrape-Timeout-Seconds", "1"));
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).contains("fake_up 0");
    }

    @Test
    void a_thousand_scrapes_at_once_all_succeed_and_share_their_work() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 1_000)
                .mapToObj(i -> client.sendAsync(request("/metrics").build(), HttpResponse.BodyHandlers.ofString()))
                .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(50, TimeUnit.SECONDS);

        assertThat(all).allSatisfy(response -> {
            assertThat(response.join().statusCode()).isEqualTo(200);
            assertThat(response.join().body()).contains("\none 1\n");
        });
        assertThat(target.opened).hasValue(1);
        assertThat(target.begun.get()).isLessThan(1_000);
    }
}
