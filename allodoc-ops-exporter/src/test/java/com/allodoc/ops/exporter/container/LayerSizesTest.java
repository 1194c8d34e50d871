package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.FakeEngine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Sizes of writable layers: asked for only when told to, beside the scrape, and not again while the answer is young. */
class LayerSizesTest {
    private static final String WEB = "19a1fa1009efb0948f522d4e239552f5b9558d4c4cd8d0cc00c00820790bd82b";
    private static final String SIZES = "/containers/json?all=true&size=true";
    private static final String ANSWER = "[{\"Id\":\"" + WEB + "\",\"SizeRw\":4096,\"SizeRootFs\":1000000}]";

    private static long questions(FakeEngine engine) {
        return engine.requests().stream()
                .filter(request -> request.equals("GET " + SIZES))
                .count();
    }

    @Test
    void are_not_asked_for_unless_told_to() throws Exception {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10").answer(SIZES, 200, ANSWER);
                Samples.Scraper scraper = new Samples.Scraper(EngineAnswersTest.settings(engine))) {
            Samples samples = scraper.scrape();
            assertThat(questions(engine)).isZero();
            assertThat(samples.named("container_fs_usage_bytes")).isEmpty();
            assertThat(samples.find("allodoc_collector_skipped", "collector", "layers"))
                    .as("a choice is no shortcoming")
                    .isEmpty();
        }
    }

    @Test
    void come_when_they_are_there_and_no_scrape_waits_for_them() throws Exception {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10").answer(SIZES, 200, ANSWER);
                Samples.Scraper scraper = new Samples.Scraper(ContainerSettings.builder("docker")
                        .dockerHost(engine.uri())
                        .sizesEvery(Duration.ofHours(1))
                        .build())) {
            CountDownLatch walking = engine.hold(SIZES);
            assertThat(scraper.scrape().named("container_fs_usage_bytes")).isEmpty();
            assertThat(scraper.scrape().reason()).isEqualTo("ok");
            walking.countDown();
            Await.until(
                    () -> !scraper.scrape().named("container_fs_usage_bytes").isEmpty());
            Samples samples = scraper.scrape();
            assertThat(samples.value("container_fs_usage_bytes", "name", "allodoc-web-1", "device", "overlay2"))
                    .isEqualTo(4096);
            assertThat(samples.value("allodoc_container_layers_read_timestamp_seconds"))
                    .isPositive();
            assertThat(questions(engine)).isEqualTo(1);
        }
    }
}
