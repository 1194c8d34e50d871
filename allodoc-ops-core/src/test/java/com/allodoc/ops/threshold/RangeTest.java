package com.allodoc.ops.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/threshold_nagios_ranges.csv", numLinesToSkip = 1)
    void agrees_with_the_table(String range, Double value, String result) {
        if (result.equals("rejected")) {
            assertThatThrownBy(() -> Range.parse(range))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("above end");
        } else {
            assertThat(Range.parse(range).alerts(value)).isEqualTo(result.equals("alert"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "~",
                "@~",
                "10:~",
                "1:2:3",
                "a",
                "1:b",
                "10;20",
                "0x10",
                "1d",
                "NaN",
                "Infinity",
                "--1",
                "1 : 2",
                "@@1",
                "1,5"
            })
    void what_is_not_in_the_notation_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Range.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({":, 0:", "@:, @0:", "~:, ~:"})
    void bounds_left_out_mean_zero_and_infinity(String text, String printed) {
        assertThat(Range.parse(text)).hasToString(printed);
    }

    @Test
    void a_start_left_out_means_zero_and_the_error_says_so() {
        assertThatThrownBy(() -> Range.parse("-5"))
                .hasMessageContaining("a start that is left out means 0, write ~ for minus infinity");
        assertThat(Range.parse("~:-5").alerts(-4)).isTrue();
    }

    @Test
    void a_number_too_large_for_a_double_is_refused_instead_of_becoming_infinite() {
        assertThatThrownBy(() -> Range.parse("1e999")).hasMessageContaining("too large");
    }

    @Test
    void bounds_that_hold_no_number_are_refused() {
        assertThatThrownBy(() -> Range.outside(2, 1)).hasMessageContaining("start 2 of the range is above its end 1");
        assertThatThrownBy(() -> Range.outside(Double.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Range.outside(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .hasMessageContaining("holds no number");
    }

    @Test
    void missing_data_never_alerts() {
        assertThat(Range.parse("10:20").alerts(Double.NaN)).isFalse();
        assertThat(Range.parse("@10:20").alerts(Double.NaN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "0:10, 10",
        "10:, 10:",
        "~:10, ~:10",
        "@10:20, @10:20",
        ":5.75, 5.75",
        "0:, 0:",
        "-5:-1, -5:-1",
        "1e3:1e6, 1000:1000000",
        "-0:1, 1",
        "' 10 ', 10",
        "@~:, @~:",
        "1e300:, 1E+300:",
        ".5:1., 0.5:1"
    })
    void prints_itself_as_short_as_it_goes(String text, String printed) {
        assertThat(Range.parse(text)).hasToString(printed);
    }

    @Test
    void every_range_reads_back_what_it_prints() {
        long seed = Long.getLong("seed", 20261123L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            double a = bound(random);
            double b = bound(random);
            double start = random.nextInt(8) == 0 ? Double.NEGATIVE_INFINITY : Math.min(a, b);
            double end = random.nextInt(8) == 0 ? Double.POSITIVE_INFINITY : Math.max(a, b);
            Range range = new Range(random.nextBoolean(), start, end);
            assertThat(Range.parse(range.toString()))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(range);
            double value = bound(random);
            Range opposite = new Range(!range.inside(), start, end);
            assertThat(range.alerts(value))
                    .as("seed %d: exactly one sense of %s alerts on %s", seed, range, value)
                    .isNotEqualTo(opposite.alerts(value));
        }
    }

    private static double bound(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-100, 100);
            case 1 -> random.nextInt(-1000, 1000) / 10.0;
            case 2 -> random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-300, 300));
            default -> 0;
        };
    }
}
