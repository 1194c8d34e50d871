package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version in which an engine is asked, and what an engine's refusal of it teaches. */
class ApiVersionTest {

    private static String prefix(FakeEngine engine, Samples.Scraper scraper) {
        assertThat(scraper.scrape().reason()).isEqualTo("ok");
        String last = engine.requests().get(engine.requests().size() - 1);
        return last.substring("GET ".length(), last.indexOf("/containers"));
    }

    @ParameterizedTest
    @CsvSource({"41, /v1.41", "43, /v1.43", "52, /v1.52", "60, /v1.52"})
    void is_the_engines_own_or_the_newest_we_know(int newest, String expected) throws IOException {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10").speaking(24, newest, true);
                Samples.Scraper scraper = new Samples.Scraper(EngineAnswersTest.settings(engine))) {
            assertThat(prefix(engine, scraper)).isEqualTo(expected);
            scraper.scrape();
            assertThat(engine.requests().stream().filter(request -> request.endsWith("/_ping")))
                    .hasSize(1);
        }
    }

    @Test
    void is_left_out_where_a_proxy_forbids_to_ask_for_it() throws IOException {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10").answer("/_ping", 403, "Forbidden");
                Samples.Scraper scraper = new Samples.Scraper(EngineAnswersTest.settings(engine))) {
            assertThat(prefix(engine, scraper)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "client version 1.52 is too new. Maximum supported API version is 1.41, /v1.41",
        "'client version 1.30 is too old. Minimum supported API version is 1.44, please upgrade', /v1.44",
        "'client version 1.30 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version',"
                + " /v1.44",
        "something else, ''",
    })
    void is_learned_from_a_refusal(String message, String expected) {
        ApiVersion version = new ApiVersion();
        assertThat(version.learned(new EngineException(400, message))).isEqualTo(!expected.isEmpty());
        assertThat(version.prefix()).isEqualTo(expected);
        assertThat(version.learned(new EngineException(400, message)))
                .as("a second refusal of the same is one")
                .isFalse();
    }

    @Test
    void that_an_upgraded_engine_no_longer_takes_is_given_up_in_the_same_scrape() throws IOException {
        try (FakeEngine engine = FakeEngine.replaying("engine-29.0").speaking(24, 41, true);
                Samples.Scraper scraper = new Samples.Scraper(EngineAnswersTest.settings(engine))) {
            assertThat(prefix(engine, scraper)).isEqualTo("/v1.41");
            engine.speaking(44, 52, false);
            assertThat(prefix(engine, scraper)).isEqualTo("/v1.44");
        }
    }
}
