package com.allodoc.ops.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    /** Both predicates of the runbook, target and alert, at and around each of its numbers. */
    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/threshold_runbook_boundaries.csv", numLinesToSkip = 1)
    void agrees_with_the_runbook_at_every_boundary(
            String metric,
            String unit,
            String target,
            String alert,
            Integer forSeconds,
            double value,
            String meetsTarget,
            String alerts) {
        assertThat(read(target).raises(value)).as("%s meets its target", metric).isEqualTo(meetsTarget.equals("yes"));
        if (alert != null) {
            assertThat(read(alert).raises(value)).as("%s alerts", metric).isEqualTo(alerts.equals("yes"));
        }
    }

    private static Threshold read(String expression) {
        List<String> parts = Arrays.asList(expression.split(" ", -1));
        double limit = Double.parseDouble(parts.get(1));
        return switch (parts.get(0)) {
            case ">" -> Threshold.above(limit);
            case ">=" -> Threshold.atLeast(limit);
            case "<" -> Threshold.below(limit);
            case "<=" -> Threshold.atMost(limit);
            default -> throw new AssertionError(expression);
        };
    }

    @Nested
    class With_a_hold_limit {
        @ParameterizedTest
        @CsvSource({"85, false, false", "86, false, true", "76, true, true", "75, true, false", "76, false, false"})
        void a_high_state_is_kept_until_the_value_is_back_at_it(double value, boolean before, boolean met) {
            assertThat(Threshold.above(85).holdUntil(75).isMet(value, before)).isEqualTo(met);
        }

        @ParameterizedTest
        @CsvSource({"10, false, true", "11, false, false", "15, true, true", "15.1, true, false"})
        void a_low_state_too(double value, boolean before, boolean met) {
            assertThat(Threshold.atMost(10).holdUntil(15).isMet(value, before)).isEqualTo(met);
        }

        @Test
        void a_range_is_kept_until_the_value_is_good_by_the_narrower_one() {
            Threshold threshold = Threshold.outside(Range.parse("10:20")).holdUntil(Range.parse("12:18"));
            assertThat(threshold.isMet(19, false)).isFalse();
            assertThat(threshold.isMet(21, false)).isTrue();
            assertThat(threshold.isMet(19, true)).isTrue();
            assertThat(threshold.isMet(18, true)).isFalse();
        }

        @Test
        void a_hold_limit_on_the_wrong_side_is_refused() {
            assertThatThrownBy(() -> Threshold.above(85).holdUntil(86))
                    .hasMessageContaining("must not be above limit 85");
            assertThatThrownBy(() -> Threshold.below(10).holdUntil(9))
                    .hasMessageContaining("must not be below limit 10");
            assertThatThrownBy(() -> Threshold.outside(Range.parse("10:20")).holdUntil(Range.parse("9:20")))
                    .hasMessageContaining("narrow a range of good values");
            assertThatThrownBy(() -> Threshold.outside(Range.parse("@10:20")).holdUntil(Range.parse("@11:20")))
                    .hasMessageContaining("widen a range of bad ones");
            assertThatThrownBy(() -> Threshold.outside(Range.parse("@10:20")).holdUntil(Range.parse("10:20")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void missing_data_neither_raises_nor_holds() {
        for (Threshold threshold : List.of(
                Threshold.above(1),
                Threshold.atLeast(1),
                Threshold.below(1),
                Threshold.atMost(1),
                Threshold.outside(Range.parse("1:2")),
                Threshold.outside(Range.parse("@1:2")))) {
            assertThat(threshold.raises(Double.NaN)).isFalse();
            assertThat(threshold.holds(Double.NaN)).isFalse();
        }
    }

    @Test
    void the_condition_reads_like_the_runbook() {
        assertThat(Threshold.above(80).condition()).isEqualTo("> 80");
        assertThat(Threshold.atLeast(0.5).condition()).isEqualTo(">= 0.5");
        assertThat(Threshold.below(100).condition()).isEqualTo("< 100");
        assertThat(Threshold.atMost(30).condition()).isEqualTo("<= 30");
        assertThat(Threshold.above(85).holdUntil(75).condition()).isEqualTo("> 85 until <= 75");
        assertThat(Threshold.atMost(30).holdUntil(45).condition()).isEqualTo("<= 30 until > 45");
        assertThat(Threshold.outside(Range.parse("10:20")).condition()).isEqualTo("outside 10:20");
        assertThat(Threshold.outside(Range.parse("@10:20")).condition()).isEqualTo("in @10:20");
        assertThat(Threshold.outside(Range.parse("10:20"))
                        .holdUntil(Range.parse("11:19"))
                        .condition())
                .isEqualTo("outside 10:20 until good by 11:19");
    }

    @Test
    void a_limit_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> Threshold.above(Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> Threshold.below(Double.NEGATIVE_INFINITY)).hasMessageContaining("finite");
    }
}
