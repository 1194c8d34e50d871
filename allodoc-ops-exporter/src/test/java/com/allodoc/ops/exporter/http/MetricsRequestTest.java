package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsRequestTest {
    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Duration DEFAULT = Duration.ofSeconds(10);

    @Test
    void names_and_collectors_are_read_encoded_or_not() {
        MetricsRequest request = MetricsRequest.parse("name[]=a&name%5B%5D=b%3Ac&collect[]=locks&other=1&flag");

        assertThat(request.names()).containsExactlyInAnyOrder("a", "b:c");
        assertThat(request.collectors().names()).isEqualTo(Set.of("locks"));
        assertThat(request.wanted()).accepts("a").rejects("z");
    }

    @Test
    void no_query_wants_everything() {
        assertThat(MetricsRequest.parse(null).wanted()).accepts("anything");
        assertThat(MetricsRequest.parse("").wanted()).accepts("anything");
    }

    @Test
    void a_broken_escape_is_refused() {
        assertThatThrownBy(() -> MetricsRequest.parse("name[]=%zz")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_clients_time_less_the_margin() {
        assertThat(MetricsRequest.timeout("15", MARGIN, DEFAULT)).isEqualTo(Duration.ofMillis(14_500));
        assertThat(MetricsRequest.timeout("2.5", MARGIN, DEFAULT)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_client_in_a_hurry_gets_half_of_its_time() {
        assertThat(MetricsRequest.timeout("0.6", MARGIN, DEFAULT)).isEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "NaN", "1e99", "99999999999"})
    void a_header_without_sense_is_no_header(String header) {
        assertThat(MetricsRequest.timeout(header, MARGIN, DEFAULT)).isEqualTo(DEFAULT);
    }
}
