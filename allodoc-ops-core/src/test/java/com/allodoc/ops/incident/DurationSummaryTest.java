package com.allodoc.ops.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationSummaryTest {

    @Test
    void nothing_measured_is_no_summary() {
        assertThat(DurationSummary.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    // SELECT percentile_cont(x) WITHIN GROUP (ORDER BY v) FROM unnest(ARRAY[10, 20, 40, 80]) v
    @CsvSource({"0, 10", "25, 17.5", "50, 30", "75, 50", "90, 68", "95, 74", "100, 80"})
    void percentiles_are_interpolated_as_postgresql_does(double percent, double seconds) {
        assertThat(summary(80, 10, 40, 20).percentile(percent)).isEqualTo(Duration.ofMillis((long) (seconds * 1000)));
    }

    @Test
    void one_outage_moves_the_mean_but_not_the_median() {
        DurationSummary summary = summary(60, 60, 60, 60, 36_000);

        assertThat(summary.mean()).isEqualTo(Duration.ofSeconds(7248));
        assertThat(summary.median()).isEqualTo(Duration.ofSeconds(60));
        assertThat(summary.max()).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void a_percentage_beyond_the_scale_is_refused() {
        assertThatThrownBy(() -> summary(1).percentile(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("percent must be from 0 to 100");
        assertThatThrownBy(() -> summary(1).percentile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DurationSummary summary(int... seconds) {
        return DurationSummary.of(
                        IntStream.of(seconds).mapToObj(Duration::ofSeconds).toList())
                .orElseThrow();
    }
}
