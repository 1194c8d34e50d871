package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Containers are inspected when they have changed, and only then; what an inspection tells is never stale. */
class InspectionFreshnessTest {
    private static final String WEB = "19a1fa1009ef";
    private static final String WEB_ID = "19a1fa1009efb0948f522d4e239552f5b9558d4c4cd8d0cc00c00820790bd82b";

    private FakeEngine engine;
    private Samples.Scraper scraper;

    @BeforeEach
    void start() throws IOException {
        engine = FakeEngine.replaying("engine-20.10");
        scraper = new Samples.Scraper(EngineAnswersTest.settings(engine));
    }

    @AfterEach
    void stop() {
        scraper.close();
        engine.close();
    }

    private long inspections(String id) {
        return engine.requests().stream()
                .filter(request -> request.startsWith("GET /containers/" + id) && request.endsWith("/json"))
                .count();
    }

    /** Scrapes until it is so; what can't be awaited is an error. */
    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within 20 s").isLessThan(end);
        }
    }

    /** Listening, and so long that the first inspections are not made again. */
    private void settle() {
        eventually(() -> {
            engine.forgetRequests();
            scraper.scrape();
            return inspections(WEB) == 0;
        });
    }

    @Nested
    class While_listening_to_events {

        @BeforeEach
        void listen() {
            settle();
        }

        @Test
        void what_has_not_changed_is_not_inspected_again() {
            engine.forgetRequests();
            for (int i = 0; i < 5; i++) {
                scraper.scrape();
            }
            assertThat(inspections(WEB)).isZero();
        }

        @Test
        void what_is_unhealthy_or_restarting_is_inspected_every_time() {
            engine.forgetRequests();
            scraper.scrape();
            assertThat(inspections("f439432f3097")).isEqualTo(1);
            assertThat(inspections("884b12b9f734")).isEqualTo(1);
        }

        @Test
        void an_event_brings_the_news_though_the_list_looks_the_same() throws IOException {
            String inspection = engine.recorded("/containers/" + WEB + "/json");
            engine.answer(
                    "/containers/" + WEB,
                    200,
                    inspection
                            .replace("\"RestartCount\": 0", "\"RestartCount\": 1")
                            .replace("\"Memory\": 67108864", "\"Memory\": 77777777"));
            engine.answer("/containers/" + WEB_ID + "/stats", 404, "{}");
            engine.emit("{\"Type\":\"container\",\"Action\":\"update\",\"Actor\":{\"ID\":\"" + WEB_ID + "\"}}");
            eventually(() -> scraper.scrape().value("container_restart_count", "name", "allodoc-web-1") == 1);
            assertThat(scraper.scrape().value("container_spec_memory_limit_bytes", "name", "allodoc-web-1"))
                    .isEqualTo(77_777_777);
        }

        @Test
        void a_failed_probe_is_news_and_a_good_one_is_not() {
            Supplier<String> event = () -> "{\"status\":\"exec_die\",\"id\":\"" + WEB_ID
                    + "\",\"Action\":\"exec_die\",\"Actor\":{\"ID\":\"" + WEB_ID
                    + "\",\"Attributes\":{\"exitCode\":\"%s\"}}}";
            engine.forgetRequests();
            engine.emit(event.get().formatted("0"));
            scraper.scrape();
            engine.emit(event.get().formatted("1"));
            eventually(() -> {
                scraper.scrape();
                return inspections(WEB) > 0;
            });
        }

        @Test
        void a_change_in_the_list_is_news_without_any_event() throws IOException {
            String list = engine.recorded("/containers/json");
            engine.answer("/containers/json", 200, list.replace("(healthy)", "(unhealthy)"));
            engine.forgetRequests();
            scraper.scrape();
            assertThat(inspections(WEB)).isEqualTo(1);
        }

        @Test
        void a_new_container_is_inspected_and_one_that_is_gone_is_forgotten() throws IOException {
            String list = engine.recorded("/containers/json");
            engine.answer("/containers/json", 200, "[]");
            assertThat(scraper.scrape().named("container_state")).isEmpty();
            engine.answer("/containers/json", 200, list);
            engine.forgetRequests();
            assertThat(scraper.scrape().named("container_state")).hasSize(7 * ContainerState.values().length);
            assertThat(inspections(WEB)).isEqualTo(1);
        }

        @Test
        void when_the_stream_ends_everything_is_inspected_until_there_is_a_new_one() {
            engine.endEvents();
            engine.forgetRequests();
            eventually(() -> {
                scraper.scrape();
                return inspections(WEB) > 0;
            });
            settle();
            assertThat(engine.listening().getCount()).isZero();
        }
    }

    @Nested
    class Where_the_engine_gives_a_sign_of_life {

        @BeforeEach
        void tell() {
            engine.speaking(24, 41, true);
        }

        private long lists() {
            return engine.requests().stream()
                    .filter(request -> request.contains("/containers/json"))
                    .count();
        }

        /** Until a scrape asks for nothing but that. */
        private void quiet() {
            eventually(() -> {
                engine.forgetRequests();
                scraper.scrape();
                return lists() == 0;
            });
        }

        @Test
        void the_list_is_not_asked_for_while_nothing_happens() {
            quiet();
            engine.forgetRequests();
            Samples samples = scraper.scrape();
            assertThat(engine.requests())
                    .contains("GET /_ping")
                    .noneMatch(request -> request.contains("/containers/json"));
            assertThat(samples.value("container_state", "name", "allodoc-web-1", "state", "running"))
                    .isEqualTo(1);
        }

        @Test
        void an_event_brings_a_new_list() throws IOException {
            quiet();
            engine.answer("/containers/json", 200, "[]");
            engine.emit("{\"Type\":\"container\",\"Action\":\"create\",\"Actor\":{\"ID\":\"" + WEB + "\"}}");
            eventually(() -> scraper.scrape().named("container_state").isEmpty());
        }

        @Test
        void when_the_stream_ends_the_list_is_asked_for_again() {
            quiet();
            engine.endEvents();
            eventually(() -> {
                engine.forgetRequests();
                scraper.scrape();
                return lists() == 1;
            });
        }
    }

    @Nested
    class Where_events_are_forbidden {

        @BeforeEach
        void forbid() {
            engine.answer("/events", 403, "forbidden");
        }

        @Test
        void every_scrape_inspects_every_container_and_asks_for_events_once() {
            for (int i = 0; i < 4; i++) {
                scraper.scrape();
            }
            assertThat(inspections(WEB)).isEqualTo(4);
            assertThat(inspections("bca4ebdc7e89")).isEqualTo(4);
            assertThat(engine.requests().stream().filter(request -> request.contains("/events")))
                    .hasSize(1);
        }
    }
}
