package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {

    @Test
    void a_policy_that_keeps_nothing_is_refused_with_the_way_out() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionPolicy.of(0, 0, 0, PARIS))
                .withMessage("a policy that keeps nothing is refused; use unlimited(zone) to keep all");
    }

    @Test
    void negative_counts_are_refused_except_unlimited() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionPolicy.of(-2, 1, 1, PARIS))
                .withMessageContaining("daily");
        assertThat(RetentionPolicy.of(-1, 0, 0, PARIS).rules())
                .containsExactly(new RetentionRule.Counted(RetentionPeriod.DAILY, RetentionRule.Counted.UNLIMITED));
    }

    @Test
    void a_rule_given_twice_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RetentionPolicy.builder(PARIS).daily(3).daily(4).build())
                .withMessageContaining("\"daily\" is given twice");
    }

    @Test
    void the_guards_have_lower_bounds() {
        RetentionPolicy.Builder builder = RetentionPolicy.builder(PARIS).daily(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.minimumRedundancy(0).build())
                .withMessageContaining("minimumRedundancy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionPolicy.builder(PARIS)
                        .daily(1)
                        .minimumVerified(-1, VerificationLevel.INTACT)
                        .build())
                .withMessageContaining("minimumVerified");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionPolicy.builder(PARIS)
                        .daily(1)
                        .freezeAfter(Duration.ZERO)
                        .build())
                .withMessageContaining("freezeAfter");
    }

    @Test
    void an_age_must_reach_back_in_every_month() {
        RetentionPolicy.Builder builder = RetentionPolicy.builder(PARIS);
        for (Period none : new Period[] {Period.ZERO, Period.ofDays(-1), Period.of(0, 1, -28)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.within(none))
                    .withMessageContaining("must be positive");
        }
    }

    @Test
    void ages_of_periods_have_no_exclusive_meaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionPolicy.builder(PARIS)
                        .mode(RetentionMode.EXCLUSIVE)
                        .within(RetentionPeriod.DAILY, Period.ofDays(7))
                        .build())
                .withMessageContaining("EXCLUSIVE");
    }

    @Test
    void rules_come_in_one_order_however_they_were_given() {
        RetentionPolicy policy = RetentionPolicy.builder(PARIS)
                .yearly(1)
                .daily(30)
                .within(Period.ofDays(2))
                .hourly(24)
                .recoveryWindow(Period.ofDays(14))
                .last(5)
                .build();
        assertThat(policy.describe())
                .isEqualTo("keep recovery window P14D, within P2D, last 5, hourly 24, daily 30, yearly 1"
                        + " (independent, Europe/Paris)");
    }
}
