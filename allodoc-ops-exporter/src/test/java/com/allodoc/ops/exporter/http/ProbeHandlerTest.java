package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ProbeFinder;
import com.allodoc.ops.exporter.collect.ProbeLimits;
import com.allodoc.ops.exporter.collect.ProbeRefusal;
import com.allodoc.ops.exporter.collect.ProbeRequest;
import com.allodoc.ops.exporter.collect.Probes;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.FakeTarget;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProbeHandlerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScrapeThreads threads = new ScrapeThreads();
    private final List<ProbeRequest> asked = Collections.synchronizedList(new ArrayList<>());
    private final FakeTarget main = target("ma\"in");
    private final Fleet fleet = new Fleet(
            List.of(new TargetScraper<>(main, Optional.empty(), threads, InstantSource.system())),
            Duration.ZERO,
            Optional.of(
                    new Probes(new Finder(), new ProbeLimits(2, 2, Duration.ofMinutes(1)), Duration.ZERO, threads)));
    private HttpListener listener;

    /** Allows db1 and remembers what it was asked. */
    private final class Finder implements ProbeFinder {
        @Override
        public ProbeRequest check(ProbeRequest request) throws ProbeRefusal {
            asked.add(request);
            if (!request.target().equals("db1")) {
                throw new ProbeRefusal(ProbeRefusal.Kind.NOT_ALLOWED, "The module does not name this server.");
            }
            return request;
        }

        @Override
        public Target<?> target(ProbeRequest checked) {
            return ProbeHandlerTest.target(checked.target());
        }

        @Override
        public List<ProbeRequest> named() {
            return List.of(new ProbeRequest("postgres", "db1:5432", "clinics"));
        }
    }

    private static FakeTarget target(String name) {
        return new FakeTarget(name)
                .collector("first", SampleTable.single(Family.gauge("one", "One."), 1))
                .collector("second", SampleTable.single(Family.gauge("two", "Two."), 2));
    }

    @BeforeEach
    void start() throws IOException {
        Site site = new Site(fleet, new Meters(), Duration.ofSeconds(10), Duration.ofMillis(100), "1.2.3");
        listener = HttpListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), site);
    }

    @AfterEach
    void stop() {
        listener.close();
        fleet.close();
        threads.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + listener.address().getPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/probe/postgres?target=db1,                     postgres, default",
        "/probe/redis?target=db1&module=caches,          redis,    caches",
        "/probe/redis?module=&target=db1,                redis,    default",
        "/probe?target=db1&auth_module=clinics,          postgres, clinics",
        "/scrape?target=db1&check-keys=&other=db0%3Dx,   redis,    default"
    })
    void a_request_names_source_target_and_module(String path, String source, String module) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(asked).containsExactly(new ProbeRequest(source, "db1", module));
        assertThat(response.body())
                .contains("\none 1\n")
                .contains("allodoc_target_up{source=\"fake\",target=\"db1\"} 1\n")
                .contains("allodoc_target_last_scrape_timestamp_seconds{source=\"fake\",target=\"db1\"} 1")
                .doesNotContain("jvm_");
    }

    @Test
    void a_request_names_keys_as_redis_exporter_has_it() throws Exception {
        get("/scrape?target=db1&check-keys=db0%3Dx&count-keys=y*");

        assertThat(asked)
                .containsExactly(
                        new ProbeRequest("redis", "db1", "default", Map.of("check-keys", "db0=x", "count-keys", "y*")));
    }

    @Test
    void refused_requests_are_counted_by_the_sources_that_there_are() throws Exception {
        get("/scrape?target=elsewhere");
        get("/scrape");
        get("/probe/redis?target=db1&check-keys=" + "x".repeat(5000));
        get("/probe/nonsense?target=db2");

        assertThat(fleet.refusals("redis")).isEqualTo(3);
        assertThat(fleet.refusals("postgres")).isZero();
        assertThat(fleet.refusals("nonsense")).isZero();
    }

    @Test
    void collectors_and_names_are_chosen_as_on_the_page() throws Exception {
        assertThat(get("/probe/postgres?target=db1&collect%5B%5D=second&name%5B%5D=two")
                        .body())
                .isEqualTo("# HELP two Two.\n# TYPE two gauge\ntwo 2\n");
    }

    @Test
    void a_configured_target_is_known_by_its_name() throws Exception {
        assertThat(get("/probe/fake?target=ma%22in").body()).contains("target=\"ma\\\"in\"} 1\n");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/probe/postgres",
                "/probe/postgres?target=",
                "/probe/postgres?target",
                "/probe/postgres?module=x",
                "/probe/postgres?target=db1&target=db2",
                "/probe/postgres?target=db1&module=a&auth_module=b"
            })
    void what_makes_no_sense_is_a_bad_request(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(400);
        assertThat(asked).isEmpty();
    }

    @Test
    void what_is_not_allowed_is_forbidden_and_not_repeated() throws Exception {
        HttpResponse<String> response = get("/probe/postgres?target=user:s3cret@evil.example");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("s3cret").doesNotContain("evil");
    }

    @Test
    void head_reaches_for_no_server() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + listener.address().getPort() + "/probe/postgres?target=db1");
        HttpRequest head = HttpRequest.newBuilder(uri)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(head, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(asked).isEmpty();
    }

    @Test
    void discovery_lists_what_can_be_asked_for_and_how() throws Exception {
        HttpResponse<String> response = get("/sd");
        String exporter = "127.0.0.1:" + listener.address().getPort();

        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode groups = new ObjectMapper().readTree(response.body());
        assertThat(groups).hasSize(2);
        assertThat(groups.path(0).path("targets").path(0).asText()).isEqualTo(exporter);
        assertThat(groups.path(0).path("labels").path("__metrics_path__").asText())
                .isEqualTo("/probe/fake");
        assertThat(groups.path(0).path("labels").path("__param_target").asText())
                .isEqualTo("ma\"in");
        JsonNode named = groups.path(1).path("labels");
        assertThat(named.path("__metrics_path__").asText()).isEqualTo("/probe/postgres");
        assertThat(named.path("__param_target").asText()).isEqualTo("db1:5432");
        assertThat(named.path("__param_module").asText()).isEqualTo("clinics");
        assertThat(named.path("instance").asText()).isEqualTo("db1:5432");
    }
}
