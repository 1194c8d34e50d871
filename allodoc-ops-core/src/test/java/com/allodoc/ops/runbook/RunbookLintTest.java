package com.allodoc.ops.runbook;

import static com.allodoc.ops.runbook.LintFinding.Level.ERROR;
import static com.allodoc.ops.runbook.LintFinding.Level.NOTE;
import static com.allodoc.ops.runbook.Linting.lint;
import static com.allodoc.ops.runbook.Linting.only;
import static com.allodoc.ops.runbook.Linting.with;
import static com.allodoc.ops.runbook.WikiRunbook.HOURS;
import static com.allodoc.ops.runbook.WikiRunbook.NOW;
import static com.allodoc.ops.runbook.WikiRunbook.PARIS;
import static com.allodoc.ops.runbook.WikiRunbook.mended;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.ResponseTarget;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.incident.Timing;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.EscalationTarget;
import com.allodoc.ops.oncall.Layer;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.oncall.Rotation;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.time.BusinessCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One test per contradiction: it is found where it is, and not in the runbook that was mended. */
class RunbookLintTest {

    @Test
    void the_mended_runbook_has_nothing_but_notes() {
        assertThat(lint(mended()))
                .allSatisfy(finding ->
                        assertThat(finding.level()).as(finding.explain()).isEqualTo(NOTE));
    }

    @Test
    void findings_come_worst_first_and_say_what_where_and_what_next() {
        List<LintFinding> found = lint(mended().assumption(new Assumption("hours", "the hours", "09:00 to 18:00"))
                .contact(Contact.of("AWS Support", Contact.Kind.VENDOR, "[Support Case System]")));

        assertThat(found).extracting(LintFinding::level).isSorted();
        assertThat(found.get(0).explain())
                .isEqualTo("contact AWS Support: the address is still [Support Case System];"
                        + " fill it in, or take the contact out");
    }

    @Nested
    class Targets {

        @Test
        void a_target_missed_while_the_alert_is_still_silent() {
            RunbookBuilder gap = mended().indicator(Indicator.of("http_p95_seconds", "s", Threshold.atLeast(2)))
                    .alert(AlertRule.chat("SlowResponses", "http_p95_seconds", Threshold.above(3), Severity.SEV3)
                            .answeredBy("service-down"));

            assertThat(only("silent-gap", gap).explain())
                    .isEqualTo("indicator http_p95_seconds: the target is missed when it is >= 2 s, and the first alert"
                            + " waits for > 3 (SlowResponses), so nobody is told; add a warning at the target, for example"
                            + " when it was missed for 1 h");
            assertThat(lint(gap.alert(
                            AlertRule.chat("TargetMissed", "http_p95_seconds", Threshold.above(2), Severity.SEV4)
                                    .pendingFor(Duration.ofHours(1))
                                    .answeredBy("service-down"))))
                    .noneMatch(finding -> finding.rule().equals("silent-gap"));
        }

        @Test
        void a_lower_bound_without_any_alert() {
            assertThat(only(
                                    "silent-gap",
                                    mended().indicator(Indicator.of("requests_per_minute", "", Threshold.atMost(100))))
                            .what())
                    .contains("there is no alert");
        }

        @Test
        void an_alert_that_says_nothing_about_what_to_do() {
            AlertRule alert = AlertRule.page("Down", "cpu_ratio", Threshold.above(0.99), Severity.SEV1);
            assertThat(only("no-procedure", mended().alert(alert)).where()).isEqualTo("alert Down");
        }
    }

    @Nested
    class People {

        private final EscalationPolicy onlySchedules = EscalationPolicy.builder("office")
                .step(EscalationTarget.onCall("office"), Duration.ofMinutes(5))
                .build();

        @Test
        void nights_in_which_nobody_answers() {
            LintFinding finding = only(
                    "nobody-answers",
                    mended().onCall(WikiRunbook.businessHours("office", "eva")).escalation(onlySchedules));

            assertThat(finding.level()).isEqualTo(ERROR);
            assertThat(finding.explain())
                    .isEqualTo(
                            "escalation office: no step reaches anybody from 2025-01-15 18:00 Europe/Paris to"
                                    + " 2025-01-16 09:00 Europe/Paris; cover these hours, or end with a person who is always told");
        }

        @Test
        void nights_in_which_one_phone_is_all_there_is() {
            RunbookBuilder thin = mended().onCall(WikiRunbook.businessHours("office", "eva"))
                    .escalation(EscalationPolicy.builder("thin")
                            .step(EscalationTarget.onCall("primary"), Duration.ofMinutes(5))
                            .step(EscalationTarget.onCall("office"), Duration.ofMinutes(10))
                            .step(EscalationTarget.person("Engineering Manager"), Duration.ZERO)
                            .build());

            assertThat(only("thin-cover", thin).what())
                    .startsWith(
                            "its step office reaches nobody for 123 of the coming 168 h, next from 2025-01-15 18:00");
        }

        @Test
        void two_people_of_equal_rank() {
            OnCallSchedule twice = OnCallSchedule.builder("twice")
                    .layer(Layer.of("a", 1, layerOf("ana")))
                    .layer(Layer.of("b", 1, layerOf("ben")))
                    .build();
            assertThat(only("double-cover", mended().onCall(twice)).where()).isEqualTo("rota twice");
        }

        private Rotation layerOf(String person) {
            return Rotation.builder(PARIS)
                    .from(LocalDate.of(2024, 12, 30), LocalTime.of(9, 0))
                    .people(person)
                    .build();
        }

        @Test
        void contacts_that_nobody_filled_in() {
            for (String address : List.of("[Contact Details]", "<mail>", "TODO", "", "?", "ops@example.com", "n/a")) {
                assertThat(only(
                                        "placeholder-contact",
                                        mended().contact(Contact.of("vendor", Contact.Kind.VENDOR, address)))
                                .level())
                        .isEqualTo(ERROR);
            }
            assertThat(Contact.of("ops", Contact.Kind.CHANNEL, "#allodoc-ops").isPlaceholder())
                    .isFalse();
        }
    }

    @Nested
    class Promises {

        private RunbookBuilder with(Severity severity, Timing acknowledge, Timing respond) {
            ResponseTarget target = ResponseTarget.builder()
                    .acknowledge(acknowledge)
                    .respond(respond)
                    .escalate(Timing.atOnce())
                    .build();
            return mended().response(ResponsePolicy.standard(HOURS).with(severity, target));
        }

        @Test
        void acknowledging_and_responding_are_different_clocks() {
            Timing quarter = Timing.within(Duration.ofMinutes(15));
            LintFinding finding = only("acknowledge-after-response", with(Severity.SEV1, quarter, quarter));
            assertThat(finding.level()).isEqualTo(ERROR);
            assertThat(finding.where()).isEqualTo("severity SEV1");
        }

        @Test
        void a_response_without_a_clock() {
            assertThat(only(
                                    "no-response-time",
                                    with(Severity.SEV4, Timing.within(Duration.ofMinutes(5)), Timing.unhurried()))
                            .where())
                    .isEqualTo("severity SEV4");
        }

        @Test
        void a_milder_severity_that_is_answered_sooner() {
            assertThat(only(
                                    "severities-inverted",
                                    with(
                                            Severity.SEV2,
                                            Timing.within(Duration.ofMinutes(5)),
                                            Timing.within(Duration.ofMinutes(10))))
                            .what())
                    .isEqualTo("it is answered sooner than SEV1, which is worse");
        }

        @Test
        void business_days_counted_in_two_ways() {
            BusinessCalendar other = BusinessCalendar.weekdays(LocalTime.of(8, 0), LocalTime.of(17, 0), PARIS);
            only("two-calendars", mended().response(ResponsePolicy.standard(other)));
        }

        @Test
        void a_severity_that_escalates_to_no_policy() {
            RunbookBuilder without = Runbook.builder("AlloDoc", HOURS)
                    .contact(Contact.of("Engineering Manager", Contact.Kind.TEAM, "manager@allodoc.com"))
                    .onCall(WikiRunbook.aroundTheClock("primary", "ana"))
                    .onCall(WikiRunbook.aroundTheClock("secondary", "ben"))
                    .escalation(WikiRunbook.policy(), Severity.SEV1, Severity.SEV2);
            assertThat(only("severity-without-escalation", without).where()).isEqualTo("severity SEV3");
        }
    }

    @Nested
    class Documents {

        private RunbookBuilder reviewed(LocalDate updated, LocalDate next) {
            return mended().document(
                            new DocumentControl("1.0", updated, next, Period.ofMonths(1), "DevOps Team", "EM"));
        }

        @Test
        void a_monthly_review_that_is_due_in_a_quarter() {
            assertThat(only("review-contradicts-rhythm", reviewed(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 4, 1)))
                            .explain())
                    .isEqualTo(
                            "document: it is to be reviewed every month and was last changed on 2025-01-01, but the next"
                                    + " review is on 2025-04-01; review it by 2025-02-01, or change the rhythm");
        }

        @Test
        void a_review_that_is_overdue() {
            LocalDate today = LocalDate.of(2025, 1, 15);
            assertThat(lint(reviewed(today.minusMonths(1), today)))
                    .noneMatch(finding -> finding.rule().equals("review-overdue"));
            assertThat(only("review-overdue", reviewed(today.minusDays(32), today.minusDays(1)))
                            .what())
                    .isEqualTo("the review was due on 2025-01-14 and it is 2025-01-15");
        }

        @Test
        void a_year_without_holidays() {
            BusinessCalendar hours = BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS);
            only("no-holidays", Runbook.builder("AlloDoc", hours));
        }
    }

    @Nested
    class References {

        @Test
        void names_that_stand_for_nothing_are_found_all_at_once() {
            List<LintFinding> found = lint(mended().service(
                            Service.builder("frontend").dependsOn("nginx").build())
                    .alert(AlertRule.page("A", "nothing", Threshold.above(1), Severity.SEV1)
                            .answeredBy("nowhere"))
                    .procedure(Procedure.builder("p", Procedure.Purpose.MAINTENANCE)
                            .inWindow("yearly")
                            .phase("now", Step.manual("x"))
                            .build())
                    .escalation(EscalationPolicy.builder("e")
                            .step(EscalationTarget.person("Nobody"), Duration.ZERO)
                            .step(EscalationTarget.onCall("tertiary"), Duration.ZERO)
                            .build()));

            assertThat(found)
                    .filteredOn(finding -> finding.rule().equals("unknown-reference"))
                    .extracting(LintFinding::what)
                    .containsExactlyInAnyOrder(
                            "it refers to the service nginx, which is none",
                            "it refers to the indicator nothing, which is none",
                            "it refers to the procedure nowhere, which is none",
                            "it refers to the window yearly, which is none",
                            "it refers to the contact Nobody, which is none",
                            "it refers to the on-call schedule tertiary, which is none");
        }

        @Test
        void services_that_wait_for_each_other() {
            RunbookBuilder circle = mended().service(
                            Service.builder("a").dependsOn("b").build())
                    .service(Service.builder("b").dependsOn("a").build());
            assertThat(lint(circle))
                    .filteredOn(finding -> finding.rule().equals("dependency-cycle"))
                    .extracting(LintFinding::where)
                    .containsExactly("service a", "service b");
        }

        @Test
        void scripts_that_are_not_there() {
            List<LintFinding> found = mended().build().lint(NOW, script -> !script.contains("deploy"));
            assertThat(found.get(0).explain())
                    .isEqualTo("script ./scripts/deploy.sh: a command starts it, and it is not there;"
                            + " write it, or bind the step to a command that exists");
        }

        @Test
        void a_published_port_whose_inner_one_nobody_said() {
            Service database = Service.builder("db2")
                    .container("postgres")
                    .endpoint(new Endpoint("sql", 5433, null))
                    .budget(ResourceBudget.of(1, 1, 1, 1))
                    .build();
            assertThat(only("endpoint-one-sided", mended().service(database)).what())
                    .contains("port 5433 of sql is the published one");
        }

        @Test
        void a_port_that_only_developers_use() {
            Service frontend = Service.builder("frontend")
                    .endpoint(Endpoint.of("http", 4200))
                    .budget(ResourceBudget.of(1, 1, 1, 1))
                    .build();
            only("development-port", mended().service(frontend));
        }

        @Test
        void a_service_without_a_budget() {
            assertThat(only(
                                    "no-budget",
                                    mended().service(Service.builder("cache").build()))
                            .level())
                    .isEqualTo(NOTE);
        }
    }

    @Test
    void an_empty_runbook_is_short_of_everything_and_breaks_nothing() {
        assertThat(Optional.of(Runbook.builder("x", HOURS).build().lint(NOW, script -> false)))
                .hasValueSatisfying(found -> assertThat(found)
                        .allSatisfy(finding -> assertThat(finding.level()).isNotEqualTo(ERROR)));
    }
}
