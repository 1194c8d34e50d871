package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.SocketProxy;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real engine behind a proxy that sees every request: what we send, and what happens when some of it is forbidden. */
class ReadOnlyIT {
    private static final Pattern KNOWN = Pattern.compile("GET /(v1\\.\\d+/)?(_ping|info|events\\?.*|containers/json\\?all=true"
            + "|containers/[0-9a-f]{64}/(json|stats\\?stream=false&one-shot=true)) HTTP/1\\.1");

    private static Dockerd docker;

    @BeforeAll
    static void start() {
        docker = Dockerd.running();
        docker.run("allodoc-ro-steady", "sleep 1000");
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    private static ContainerSettings.Builder settings(SocketProxy proxy) {
        return ContainerSettings.builder("docker").dockerHost(proxy.uri());
    }

    /** Through everything that makes us ask: new containers, events, ends, both readers. */
    @Test
    void not_one_request_changes_anything() throws Exception {
        try (SocketProxy proxy = SocketProxy.before(docker.uri(), path -> true);
                Samples.Scraper files = new Samples.Scraper(settings(proxy).build());
                Samples.Scraper engine = new Samples.Scraper(
                        settings(proxy).cgroupRoot(Path.of("/nonexistent")).build())) {
            files.scrape();
            engine.scrape();
            String id = docker.run("allodoc-ro-short", "sleep 1000");
            assertThat(files.scrape().find("container_last_seen", "name", "allodoc-ro-short"))
                    .isPresent();
            docker.client().pauseContainerCmd(id).exec();
            engine.scrape();
            docker.client().unpauseContainerCmd(id).exec();
            docker.remove(id);
            files.scrape();
            engine.scrape();
            assertThat(proxy.requests())
                    .allSatisfy(request -> assertThat(request).matches(KNOWN))
                    .anyMatch(request -> request.contains("/stats?"))
                    .anyMatch(request -> request.contains("/events?"))
                    .anyMatch(request -> request.matches("GET /v1\\.\\d+/containers/json.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_ping", "/info", "/events", "/stats", "/json?nothing"})
    void a_proxy_that_forbids_a_part_costs_that_part(String forbidden) throws Exception {
        try (SocketProxy proxy = SocketProxy.before(docker.uri(), path -> !path.contains(forbidden));
                Samples.Scraper scraper = new Samples.Scraper(settings(proxy).build())) {
            Samples samples = scraper.scrape();
            assertThat(samples.reason()).isEqualTo("ok");
            assertThat(samples.value("container_state", "name", "allodoc-ro-steady", "state", "running"))
                    .isEqualTo(1);
            assertThat(samples.find("container_memory_rss", "name", "allodoc-ro-steady"))
                    .isPresent();
            assertThat(samples.find("machine_cpu_cores").isPresent()).isEqualTo(!forbidden.equals("/info"));
        }
    }

    @Test
    void a_proxy_that_forbids_the_list_is_told_what_to_allow() throws Exception {
        try (SocketProxy proxy = SocketProxy.before(docker.uri(), path -> false);
                Samples.Scraper scraper = new Samples.Scraper(settings(proxy).build())) {
            assertThat(scraper.scrape().reason()).isEqualTo("permission");
        }
    }

    /** Twenty come and go while we look; the heavy form is in FiftyContainersIT. */
    @Test
    void containers_may_come_and_go_while_they_are_read() throws Exception {
        churn(docker, 20);
    }

    static void churn(Dockerd docker, int containers) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (Samples.Scraper scraper = new Samples.Scraper(ContainerSettings.of("docker"))) {
            CompletableFuture<Void> churn = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < containers; i++) {
                    docker.remove(docker.run("allodoc-churn-" + i, "sleep 1000"));
                }
            });
            churn.whenComplete((nothing, failure) -> done.set(true));
            while (!done.get()) {
                Samples samples = scraper.scrape();
                assertThat(samples.reason()).isEqualTo("ok");
                assertThat(samples.value("container_scrape_error")).isZero();
                assertThat(samples.find("container_last_seen", "name", "allodoc-ro-steady"))
                        .isPresent();
            }
            churn.join();
            Await.until(() -> scraper.scrape().named("container_state").stream()
                    .noneMatch(sample ->
                            String.valueOf(sample.labels().get("name")).startsWith("allodoc-churn-")));
        }
    }
}
