package com.allodoc.ops.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.FakeTarget;
import com.allodoc.ops.exporter.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GateTest {
    private static final String PASSWORD = "correct horse battery staple";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScrapeThreads scraping = new ScrapeThreads();
    private final FakeTarget target =
            new FakeTarget("main").collector("first", SampleTable.single(Family.gauge("one", "One."), 1));
    private final Fleet fleet =
            new Fleet(List.of(new TargetScraper<>(target, Optional.empty(), scraping, InstantSource.system())));
    private final Meters meters = new Meters();
    private final AtomicReference<Protection> protection = new AtomicReference<>(Protection.none());
    private final AtomicReference<String> problem = new AtomicReference<>("");
    private final Site site = new Site(fleet, meters, Duration.ofSeconds(10), Duration.ofMillis(100), "1.2.3");
    private final Stage stage = Stage.of(site, protection::get, () -> {
        if (!problem.get().isEmpty()) {
            throw new IOException(problem.get());
        }
    });
    private HttpListener listener;

    @BeforeEach
    void start() throws IOException {
        listener = HttpListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stage);
        stage.bindTo(meters.registry());
    }

    @AfterEach
    void stop() {
        listener.close();
        stage.close();
        fleet.close();
        scraping.close();
    }

    private void protect(String user) throws Exception {
        String hash = BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray());
        protection.set(Protection.builder().user(user, hash).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    private int port() {
        return listener.address().getPort();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/nothing", "/-/reload", "/probe/postgres?target=x", "/sd", "/-/"})
    void nothing_but_health_is_told_without_credentials(String path) throws Exception {
        protect("prometheus");

        HttpResponse<String> response = send(request(path));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"allodoc-ops\", charset=\"UTF-8\"");
        assertThat(response.body()).isEqualTo("Unauthorized\n");
        assertThat(send(request(path).header("Authorization", basic("prometheus:wrong"))).statusCode())
                .isEqualTo(401);
        assertThat(send(request(path).header("Authorization", basic("root:" + PASSWORD))).body())
                .isEqualTo("Unauthorized\n");
        assertThat(send(request("/-/healthy")).statusCode()).isEqualTo(200);
        assertThat(send(request("/-/ready")).statusCode()).isEqualTo(200);
        assertThat(target.begun).hasValue(0);
    }

    @Test
    void the_right_credentials_open_and_refusals_are_counted() throws Exception {
        protect("prometheus");
        send(request("/metrics"));

        HttpResponse<String> page = send(request("/metrics").header("Authorization", basic("prometheus:" + PASSWORD)));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("\none 1\n", "allodoc_http_refused_total{reason=\"unauthenticated\"} 1\n");
    }

    /** The path is what decides, as it is after decoding and for everybody; there is nothing to climb out of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/-/healthy/../../metrics",
                "/-/healthy/..%2f..%2fmetrics",
                "/-/healthy%00/metrics",
                "/metrics/",
                "/METRICS",
                "/metrics;x=/-/healthy",
                "/./metrics",
                "/%2e%2e/metrics",
                "/../../etc/passwd",
                "/-/healthy/",
                "http://evil.example/metrics",
                "http://evil.example/-/reload"
            })
    void path_tricks_lead_nowhere(String path) throws Exception {
        protect("prometheus");

        assertThat(RawHttp.answer(port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "mailto:x", "x:y", "/%zz", "", "/a b", "//metrics"})
    void targets_that_are_no_paths_get_a_refusal_or_nothing(String target) throws Exception {
        String answer = RawHttp.answer(port(), "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContain("HTTP/1.1 200", "\tat ");
        assertThat(send(request("/-/healthy")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics?name%5B%5D=a%0d%0aSet-Cookie:%20x=y",
                "/%0d%0aSet-Cookie:%20x=y",
                "/metrics?%0d%0aX-Injected:%201",
                "/metrics?collect[]=%zz%0d%0aX-Injected:1"
            })
    void what_a_client_sends_never_becomes_a_header(String path) throws Exception {
        String answer = RawHttp.answer(port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        String headers = answer.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
        assertThat(headers).doesNotContain("set-cookie", "x-injected");
    }

    @Test
    void credentials_are_repeated_nowhere() throws Exception {
        protect("prometheus");
        for (String path : List.of("/metrics", "/nothing", "/metrics?name%5B%5D=%25s3cret-in-url")) {
            String answer = RawHttp.answer(
                    port(),
                    "GET http://prometheus:s3cret-in-url@x" + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                            + basic("prometheus:s3cret-in-header") + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("s3cret");
        }
    }

    @Test
    void answers_carry_security_headers_and_configured_ones_win() throws Exception {
        HttpResponse<String> page = send(request("/"));
        assertThat(page.headers().map())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry(
                        "content-security-policy",
                        List.of("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"));
        protection.set(Protection.builder()
                .header("X-Frame-Options", "sameorigin")
                .header("Strict-Transport-Security", "max-age=63072000")
                .build());

        for (String path : List.of("/", "/metrics", "/nothing", "/-/healthy")) {
            assertThat(send(request(path)).headers().map())
                    .containsEntry("x-frame-options", List.of("sameorigin"))
                    .containsEntry("strict-transport-security", List.of("max-age=63072000"));
        }
    }

    @Test
    void more_than_the_rate_is_asked_to_come_later() throws Exception {
        protection.set(Protection.builder()
                .rateLimit(RateLimit.of(Duration.ofHours(1), 3))
                .build());
        for (int i = 0; i < 3; i++) {
            assertThat(send(request("/metrics")).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = send(request("/metrics"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("3600");
        assertThat(send(request("/-/healthy")).statusCode()).isEqualTo(200);
    }

    @Test
    void when_all_places_are_taken_one_more_is_asked_to_come_later() throws Exception {
        stage.requests().drainPermits();
        assertThat(send(request("/metrics")).statusCode()).isEqualTo(503);
        assertThat(send(request("/-/healthy")).statusCode()).isEqualTo(200);
        stage.requests().release(1);

        for (int i = 0; i < 20; i++) {
            assertThat(send(request("/metrics?name%5B%5D=one")).statusCode()).isEqualTo(200);
            assertThat(send(request("/nothing")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void reloading_is_for_post_and_never_for_other_sites_pages() throws Exception {
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
        assertThat(send(request("/-/reload").POST(nothing)).body()).isEqualTo("Reloaded.\n");
        assertThat(send(request("/-/reload").PUT(nothing)).statusCode()).isEqualTo(200);
        assertThat(send(request("/-/reload")).statusCode()).isEqualTo(405);
        assertThat(send(request("/-/reload").POST(nothing).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        problem.set("ops.yml:3: nonsense");

        HttpResponse<String> failed = send(request("/-/reload").POST(nothing));
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEqualTo("The old configuration stays: ops.yml:3: nonsense\n");
    }

    @Test
    void a_body_is_never_waited_for() throws Exception {
        String answer = RawHttp.answer(
                port(),
                "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\nConnection: close\r\n\r\n"
                        + "x".repeat(100_000));

        assertThat(answer).startsWith("HTTP/1.1 405 ");
    }
}
