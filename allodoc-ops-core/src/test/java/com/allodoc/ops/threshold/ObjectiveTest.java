package com.allodoc.ops.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ObjectiveTest {

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/slo_burn_rates.csv", numLinesToSkip = 1)
    void agrees_with_the_table(
            BigDecimal percent,
            String severity,
            double budgetPercent,
            String shortWindow,
            String longWindow,
            double factor,
            double errorPercent,
            double errorRatio,
            long hours,
            String reachable) {
        Objective objective = Objective.over30Days(percent.movePointLeft(2).doubleValue());
        BurnRate rate = objective.burnRates().stream()
                .filter(r -> r.longWindow().equals(window(longWindow)))
                .findFirst()
                .orElseThrow();
        assertThat(rate.urgency()).isEqualTo(BurnRate.Urgency.valueOf(severity.toUpperCase(Locale.ROOT)));
        assertThat(rate.shortWindow()).isEqualTo(window(shortWindow));
        assertThat(rate.budgetShare() * 100).isCloseTo(budgetPercent, within(1e-12));
        assertThat(rate.factor()).isEqualTo(factor);
        assertThat(rate.errorRatio()).isEqualTo(errorRatio);
        assertThat(rate.errorRatio() * 100).isCloseTo(errorPercent, within(1e-9));
        assertThat(objective.timeToExhaust(rate.factor())).isEqualTo(Duration.ofHours(hours));
        assertThat(rate.isReachable()).isEqualTo(reachable.equals("yes"));
    }

    private static Duration window(String text) {
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    }

    @Test
    void the_budget_is_what_the_target_leaves_to_the_last_digit() {
        assertThat(Objective.over30Days(0.99).errorBudget()).isEqualTo(0.01);
        assertThat(Objective.over30Days(0.999).errorBudget()).isEqualTo(0.001);
        assertThat(Objective.over30Days(0.99).burnRate(0.05)).isEqualTo(5);
        assertThat(Objective.over30Days(0.99).remainingBudget(0.0025)).isEqualTo(0.75);
        assertThat(Objective.over30Days(0.99).remainingBudget(0.02)).isEqualTo(-1);
    }

    @Test
    void factors_follow_the_period() {
        assertThat(Objective.of(0.99, Duration.ofDays(28)).burnRates())
                .extracting(BurnRate::factor)
                .containsExactly(13.44, 5.6, 2.8, 0.9333333333333333);
    }

    @Test
    void an_objective_so_low_that_its_fast_page_cannot_fire_says_so() {
        assertThat(Objective.over30Days(0.9).burnRates())
                .extracting(BurnRate::isReachable)
                .containsExactly(false, true, true, true);
    }

    @Test
    void targets_and_periods_that_cannot_be_meant_are_refused() {
        assertThatThrownBy(() -> Objective.over30Days(99)).hasMessageContaining("write 99 % as 0.99");
        assertThatThrownBy(() -> Objective.over30Days(1)).hasMessageContaining("leaves no budget");
        assertThatThrownBy(() -> Objective.over30Days(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Objective.of(0.99, Duration.ofDays(1))).hasMessageContaining("longest alert window");
    }

    @Nested
    class A_fast_page_at_99_percent {
        private final BurnRate page = Objective.over30Days(0.99).burnRates().get(0);
        private final RequestCount at = new RequestCount(1000, 144);
        private final RequestCount over = new RequestCount(1000, 145);

        @Test
        void needs_both_windows_above_14_4_percent_and_not_at_it() {
            assertThat(page.judge(over, over)).isEqualTo(Condition.MET);
            assertThat(page.judge(over, at)).isEqualTo(Condition.NOT_MET);
            assertThat(page.judge(at, over)).isEqualTo(Condition.NOT_MET);
        }

        @Test
        void has_no_data_without_requests_or_with_too_few_of_them() {
            RequestCount none = new RequestCount(0, 0);
            assertThat(page.judge(none, none)).isEqualTo(Condition.NO_DATA);
            assertThat(page.judge(over, new RequestCount(19, 19))).isEqualTo(Condition.NO_DATA);
            assertThat(page.judge(over, new RequestCount(20, 20))).isEqualTo(Condition.MET);
            assertThat(page.judge(over, new RequestCount(19, 19), 10)).isEqualTo(Condition.MET);
        }

        @Test
        void is_not_met_when_one_window_is_good_even_if_the_other_is_unknown() {
            assertThat(page.judge(at, new RequestCount(0, 0))).isEqualTo(Condition.NOT_MET);
        }
    }

    @Test
    void no_requests_are_no_data_and_not_zero_percent() {
        assertThat(new RequestCount(0, 0).errorRatio()).isNaN();
        assertThat(new RequestCount(4, 1).errorRatio()).isEqualTo(0.25);
        assertThat(new RequestCount(4, 1).errorRatio(RequestCount.DEFAULT_MINIMUM))
                .isNaN();
        assertThatThrownBy(() -> new RequestCount(1, 2)).hasMessageContaining("between 0 and total 1");
    }
}
