package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthReportTest {
    private static final Instant AT = MonitorStory.at(10);

    private static CheckSnapshot check(String name, Impact impact, CheckStatus... results) {
        CheckDefinition definition = CheckDefinition.builder(name, context -> context.ok("fine"))
                .impact(impact)
                .build();
        return MonitorStory.of(2, 1).results(results).snapshot(definition, new RunCounts(0, 0, 0, null), AT);
    }

    private static HealthReport report(CheckSnapshot... checks) {
        return HealthReport.of("ready", List.of(checks), true, AT);
    }

    @Test
    void an_unknown_beside_a_good_one_is_unknown_where_spring_says_up() {
        assertThat(report(check("a", Impact.REQUIRED, OK), check("b", Impact.REQUIRED, UNKNOWN))
                        .status())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void the_worst_wins_critical_over_unknown_over_warning_over_ok() {
        CheckSnapshot ok = check("a", Impact.REQUIRED, OK);
        CheckSnapshot warning = check("b", Impact.REQUIRED, WARNING);
        CheckSnapshot unknown = check("c", Impact.REQUIRED, UNKNOWN);
        CheckSnapshot critical = check("d", Impact.REQUIRED, CRITICAL);
        assertThat(report(ok, warning).status()).isEqualTo(WARNING);
        assertThat(report(warning, unknown).status()).isEqualTo(UNKNOWN);
        assertThat(report(unknown, critical, ok).status()).isEqualTo(CRITICAL);
        assertThat(report(ok, warning, unknown, critical).checks()).containsExactly(critical, unknown, warning, ok);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUIRED, CRITICAL, CRITICAL", "REQUIRED, UNKNOWN, UNKNOWN", "DEGRADED, CRITICAL, WARNING",
        "DEGRADED, UNKNOWN, WARNING", "DEGRADED, OK, OK", "INFORMATIONAL, CRITICAL, OK"
    })
    void the_impact_caps_what_a_check_counts_for(Impact impact, CheckStatus status, CheckStatus counted) {
        assertThat(report(check("a", impact, status)).status()).isEqualTo(counted);
    }

    @Test
    void a_check_that_has_not_run_is_unknown() {
        assertThat(report(check("a", Impact.REQUIRED)).status()).isEqualTo(UNKNOWN);
    }

    @Test
    void a_single_failure_shows_but_is_not_confirmed() {
        HealthReport report = report(check("a", Impact.REQUIRED, OK, CRITICAL));
        assertThat(report.status()).isEqualTo(CRITICAL);
        assertThat(report.confirmed()).isEqualTo(OK);
    }

    @Test
    void an_empty_group_is_unknown_while_starting_and_ok_from_then_on() {
        assertThat(HealthReport.of("live", List.of(), false, AT).status()).isEqualTo(UNKNOWN);
        assertThat(HealthReport.of("live", List.of(), true, AT).status()).isEqualTo(OK);
        assertThat(HealthReport.of("live", List.of(), true, AT).isSuccess()).isTrue();
    }

    @Test
    void it_explains_itself_the_worst_first() {
        String text = report(check("a", Impact.REQUIRED, OK), check("b", Impact.DEGRADED, CRITICAL))
                .explain();
        assertThat(text.lines())
                .containsExactly(
                        "ready: WARNING",
                        "  b: CRITICAL (since 2025-10-26T00:00:01Z, attempt 1 of 3): result",
                        "  a: OK (since 2025-10-26T00:00:01Z, confirmed): result");
    }

    @Nested
    class A_status {
        @Test
        void has_the_exit_code_of_a_plugin() {
            assertThat(List.of(OK.exitCode(), WARNING.exitCode(), CRITICAL.exitCode(), UNKNOWN.exitCode()))
                    .containsExactly(0, 1, 2, 3);
        }

        @Test
        void is_a_success_when_it_still_works() {
            assertThat(List.of(OK.isSuccess(), WARNING.isSuccess())).containsOnly(true);
            assertThat(List.of(UNKNOWN.isSuccess(), CRITICAL.isSuccess())).containsOnly(false);
        }

        @Test
        void of_none_is_ok() {
            assertThat(CheckStatus.worstOf(List.of())).isEqualTo(OK);
        }
    }
}
