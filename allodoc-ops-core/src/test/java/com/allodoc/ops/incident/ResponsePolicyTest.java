package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.Severity.SEV1;
import static com.allodoc.ops.incident.Severity.SEV2;
import static com.allodoc.ops.incident.Severity.SEV3;
import static com.allodoc.ops.incident.Severity.SEV4;
import static com.allodoc.ops.incident.TestEvents.minute;
import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.incident.Deadline.Kind;
import com.allodoc.ops.incident.Deadline.Status;
import com.allodoc.ops.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsePolicyTest {
    static final BusinessCalendar OFFICE = BusinessCalendar.weekdays(
                    LocalTime.of(9, 0), LocalTime.of(18, 0), ZoneId.of("Europe/Paris"))
            .withHolidays(List.of(LocalDate.parse("2025-04-21"), LocalDate.parse("2025-12-25")));
    private static final ResponsePolicy POLICY = ResponsePolicy.standard(OFFICE);

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/incident_deadlines.csv", numLinesToSkip = 1)
    void agrees_with_the_table(
            Severity severity,
            OffsetDateTime declaredLocal,
            Instant declared,
            Instant acknowledgeDue,
            OffsetDateTime respondDueLocal,
            Instant respondDue,
            String escalateAt,
            OffsetDateTime managerBy,
            String secondaryOnDuty) {
        Incident incident = story().startingAt(declared).triggered(0, severity).incident();

        assertThat(declaredLocal.toInstant()).isEqualTo(declared);
        assertThat(due(incident, Kind.ACKNOWLEDGE)).contains(acknowledgeDue);
        assertThat(due(incident, Kind.RESPOND)).contains(respondDue).contains(respondDueLocal.toInstant());
        Optional<Instant> escalation = escalateAt.equals("ticket queue")
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(escalateAt).toInstant());
        assertThat(due(incident, Kind.ESCALATE)).isEqualTo(escalation);
        assertThat(due(incident, Kind.MANAGEMENT))
                .isEqualTo(Optional.ofNullable(managerBy).map(OffsetDateTime::toInstant));
        assertThat(OFFICE.isOpen(declared)).isEqualTo(secondaryOnDuty.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource({
        "SEV4, 2025-06-13T17:50:00+02:00, RESPOND, 2025-06-16T18:00:00+02:00",
        "SEV3, 2025-04-18T16:00:00+02:00, ESCALATE, 2025-04-22T09:00:00+02:00",
        "SEV3, 2025-12-24T19:00:00+01:00, ESCALATE, 2025-12-26T09:00:00+01:00",
        "SEV3, 2025-03-29T23:00:00+01:00, RESPOND, 2025-03-30T04:00:00+02:00",
        "SEV3, 2025-10-25T23:00:00+02:00, RESPOND, 2025-10-26T02:00:00+01:00",
    })
    void holidays_are_skipped_and_hours_are_elapsed_hours(
            Severity severity, OffsetDateTime declared, Kind kind, OffsetDateTime expected) {
        Incident incident =
                story().startingAt(declared.toInstant()).triggered(0, severity).incident();

        assertThat(due(incident, kind)).contains(expected.toInstant());
    }

    @Nested
    class An_acknowledgement {

        @Test
        void at_the_due_instant_is_in_time_and_after_it_is_not() {
            assertThat(status(story().triggered(0, SEV2).acknowledged(5), Kind.ACKNOWLEDGE, 9))
                    .isEqualTo(Status.MET);
            assertThat(status(story().triggered(0, SEV2).acknowledged(5.001), Kind.ACKNOWLEDGE, 9))
                    .isEqualTo(Status.MISSED);
        }

        @Test
        void that_is_missing_is_due_until_the_due_instant_and_overdue_after_it() {
            assertThat(status(story().triggered(0, SEV2), Kind.ACKNOWLEDGE, 5)).isEqualTo(Status.DUE);
            assertThat(status(story().triggered(0, SEV2), Kind.ACKNOWLEDGE, 5.001))
                    .isEqualTo(Status.OVERDUE);
        }

        @Test
        void that_can_not_come_any_more_is_missed() {
            assertThat(status(story().triggered(0, SEV2).resolved(2), Kind.ACKNOWLEDGE, 3))
                    .isEqualTo(Status.MISSED);
        }

        @Test
        void is_asked_for_again_when_it_reopens() {
            TestEvents again =
                    story().triggered(0, SEV2).acknowledged(1).resolved(10).reopened(20);

            assertThat(due(again.incident(), Kind.ACKNOWLEDGE)).contains(minute(25));
            assertThat(status(again, Kind.ACKNOWLEDGE, 21)).isEqualTo(Status.DUE);
        }
    }

    @Nested
    class A_response {

        @Test
        void is_a_persons_work_and_not_the_acknowledgement() {
            TestEvents taken = story().triggered(0, SEV1).acknowledged(2);

            assertThat(status(taken, Kind.RESPOND, 16)).isEqualTo(Status.OVERDUE);
            assertThat(status(taken.noted(14, "restarting"), Kind.RESPOND, 16)).isEqualTo(Status.MET);
        }

        @Test
        void is_no_longer_needed_when_it_ended_in_time() {
            assertThat(status(story().triggered(0, SEV1).cleared(14, 0), Kind.RESPOND, 60))
                    .isEqualTo(Status.MET);
            assertThat(status(story().triggered(0, SEV1).cleared(16, 0), Kind.RESPOND, 60))
                    .isEqualTo(Status.MISSED);
        }
    }

    @Nested
    class Raising_the_severity {

        @Test
        void restarts_no_clock() {
            Incident raised = story().triggered(0, SEV3).severity(30, SEV1).incident();

            assertThat(due(raised, Kind.RESPOND)).contains(minute(15));
            assertThat(due(raised, Kind.MANAGEMENT)).contains(minute(0));
        }

        @Test
        void and_lowering_it_takes_the_promises_of_the_lower_one() {
            Incident lowered = story().triggered(0, SEV1).severity(3, SEV3).incident();

            assertThat(due(lowered, Kind.RESPOND)).contains(minute(240));
            assertThat(due(lowered, Kind.MANAGEMENT)).isEmpty();
        }
    }

    @Nested
    class Management {

        @Test
        void is_told_at_once_which_takes_a_moment() {
            assertThat(status(story().triggered(0, SEV1).notified(0.5, Audience.MANAGEMENT), Kind.MANAGEMENT, 9))
                    .isEqualTo(Status.MET);
            assertThat(status(story().triggered(0, SEV1), Kind.MANAGEMENT, 1.1)).isEqualTo(Status.OVERDUE);
            assertThat(status(story().triggered(0, SEV1).notified(3, Audience.MANAGEMENT), Kind.MANAGEMENT, 9))
                    .isEqualTo(Status.MISSED);
        }

        @Test
        void need_not_be_told_of_what_ended_before() {
            assertThat(due(story().triggered(0, SEV2).resolved(119).incident(), Kind.MANAGEMENT))
                    .isEmpty();
            assertThat(status(story().triggered(0, SEV2).resolved(130), Kind.MANAGEMENT, 140))
                    .isEqualTo(Status.MISSED);
        }
    }

    @Nested
    class The_people_on_call {

        @Test
        void know_when_one_of_them_acknowledges() {
            assertThat(status(story().triggered(0, SEV1).acknowledged(0.5), Kind.ESCALATE, 9))
                    .isEqualTo(Status.MET);
        }

        @Test
        void know_when_they_were_notified() {
            assertThat(status(story().triggered(0, SEV1).notified(0, Audience.ON_CALL), Kind.ESCALATE, 9))
                    .isEqualTo(Status.MET);
        }
    }

    @Nested
    class Stakeholders {

        @Test
        void are_told_after_strictly_more_than_fifteen_minutes() {
            assertThat(status(story().triggered(0, SEV1), Kind.STAKEHOLDERS, 15))
                    .isEqualTo(Status.DUE);
            assertThat(deadline(story().triggered(0, SEV1), Kind.STAKEHOLDERS, START_15_001)
                            .status())
                    .isEqualTo(Status.OVERDUE);
        }

        private static final Instant START_15_001 = TestEvents.START.plusMillis(15 * 60_000 + 1);

        @Test
        void count_from_when_it_occurred_and_not_from_when_we_noticed() {
            assertThat(due(story().triggered(0, -10, SEV1).incident(), Kind.STAKEHOLDERS))
                    .contains(minute(5));
        }

        @Test
        void need_not_be_told_of_what_was_mitigated_in_fifteen_minutes() {
            assertThat(due(story().triggered(0, SEV1).mitigated(15).incident(), Kind.STAKEHOLDERS))
                    .isEmpty();
            assertThat(status(story().triggered(0, SEV1).mitigated(16), Kind.STAKEHOLDERS, 20))
                    .isEqualTo(Status.MISSED);
        }

        @Test
        void are_told_by_a_status_update() {
            assertThat(status(story().triggered(0, SEV1).statusUpdated(12), Kind.STAKEHOLDERS, 20))
                    .isEqualTo(Status.MET);
        }

        @Test
        void need_not_be_told_of_small_things() {
            assertThat(due(story().triggered(0, SEV3).incident(), Kind.STAKEHOLDERS))
                    .isEmpty();
        }
    }

    @Nested
    class Status_updates {

        @Test
        void follow_each_other_at_the_pace_of_the_severity() {
            assertThat(due(story().triggered(0, SEV1).incident(), Kind.STATUS_UPDATE))
                    .isEmpty();
            assertThat(due(story().triggered(0, SEV1).statusUpdated(10).incident(), Kind.STATUS_UPDATE))
                    .contains(minute(40));
            assertThat(due(
                            story().triggered(0, SEV1)
                                    .statusUpdated(10)
                                    .statusUpdated(20)
                                    .incident(),
                            Kind.STATUS_UPDATE))
                    .contains(minute(50));
        }

        @Test
        void are_due_when_the_last_one_promised() {
            assertThat(due(story().triggered(0, SEV3).statusUpdated(10, 25).incident(), Kind.STATUS_UPDATE))
                    .contains(minute(25));
        }

        @Test
        void end_with_the_incident() {
            assertThat(due(
                            story().triggered(0, SEV1)
                                    .statusUpdated(10)
                                    .resolved(30)
                                    .incident(),
                            Kind.STATUS_UPDATE))
                    .isEmpty();
        }
    }

    @Nested
    class Stability {

        @Test
        void takes_fifteen_minutes_from_the_mitigation() {
            assertThat(POLICY.stableAt(story().triggered(0, SEV2).incident())).isEmpty();
            assertThat(POLICY.stableAt(story().triggered(0, SEV2).mitigated(10).incident()))
                    .contains(minute(25));
        }

        @Test
        void counts_from_the_clearing_when_that_is_later() {
            assertThat(POLICY.stableAt(story().triggered(0, 0, SEV2)
                            .mitigated(10)
                            .cleared(20, 0)
                            .incident()))
                    .contains(minute(35));
        }

        @Test
        void is_kept_by_who_waits() {
            assertThat(status(story().triggered(0, SEV2).mitigated(10), Kind.STABILITY, 20))
                    .isEqualTo(Status.DUE);
            assertThat(status(story().triggered(0, SEV2).mitigated(10), Kind.STABILITY, 26))
                    .isEqualTo(Status.OVERDUE);
            assertThat(status(story().triggered(0, SEV2).mitigated(10).resolved(25), Kind.STABILITY, 30))
                    .isEqualTo(Status.MET);
            assertThat(status(story().triggered(0, SEV2).mitigated(10).resolved(24), Kind.STABILITY, 30))
                    .isEqualTo(Status.MISSED);
        }
    }

    @Nested
    class The_review {

        @Test
        void is_due_two_days_after_the_resolution() {
            TestEvents resolved = story().triggered(0, SEV2).resolved(10);

            assertThat(due(resolved.incident(), Kind.REVIEW)).contains(minute(10 + 48 * 60));
            assertThat(status(resolved, Kind.REVIEW, 10 + 48 * 60)).isEqualTo(Status.DUE);
            assertThat(status(resolved, Kind.REVIEW, 11 + 48 * 60)).isEqualTo(Status.OVERDUE);
            assertThat(status(resolved.reviewed(11 + 48 * 60), Kind.REVIEW, 99_999))
                    .isEqualTo(Status.MISSED);
        }

        @Test
        void follows_the_worst_severity() {
            ResponsePolicy policy = POLICY.with(
                    SEV4, ResponseTarget.builder().review(Timing.unhurried()).build());
            Incident lowered =
                    story().triggered(0, SEV2).severity(1, SEV4).resolved(10).incident();
            Incident small = story().triggered(0, SEV4).resolved(10).incident();

            assertThat(policy.deadlines(lowered, minute(11)))
                    .extracting(Deadline::kind)
                    .contains(Kind.REVIEW);
            assertThat(policy.deadlines(small, minute(11)))
                    .extracting(Deadline::kind)
                    .doesNotContain(Kind.REVIEW);
        }
    }

    @Test
    void lateness_is_counted_from_the_due_instant() {
        TestEvents open = story().triggered(0, SEV2);

        assertThat(deadline(open, Kind.ACKNOWLEDGE, minute(9)).lateBy(minute(9)))
                .isEqualTo(Duration.ofMinutes(4));
        assertThat(deadline(open, Kind.ACKNOWLEDGE, minute(4)).lateBy(minute(4)))
                .isZero();
        assertThat(deadline(open.acknowledged(7), Kind.ACKNOWLEDGE, minute(9)).lateBy(minute(9)))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void deadlines_come_by_due_instant() {
        assertThat(POLICY.deadlines(story().triggered(0, SEV1).incident(), minute(1)))
                .extracting(Deadline::kind)
                .containsExactly(Kind.ESCALATE, Kind.MANAGEMENT, Kind.ACKNOWLEDGE, Kind.RESPOND, Kind.STAKEHOLDERS);
    }

    @Test
    void a_cancelled_incident_promises_nothing() {
        assertThat(POLICY.deadlines(story().triggered(0, SEV1).cancelled(60).incident(), minute(99)))
                .isEmpty();
    }

    @Test
    void a_policy_without_a_target_for_a_severity_is_refused() {
        assertThatThrownBy(() -> new ResponsePolicy(OFFICE, Map.of(), Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("targets lack SEV1");
    }

    private static Optional<Instant> due(Incident incident, Kind kind) {
        Instant last = incident.timeline().get(incident.timeline().size() - 1).at();
        return POLICY.deadlines(incident, last).stream()
                .filter(deadline -> deadline.kind() == kind)
                .map(Deadline::due)
                .findFirst();
    }

    private static Status status(TestEvents story, Kind kind, double minutes) {
        return deadline(story, kind, minute(minutes)).status();
    }

    private static Deadline deadline(TestEvents story, Kind kind, Instant now) {
        return POLICY.deadlines(story.incident(), now).stream()
                .filter(deadline -> deadline.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
