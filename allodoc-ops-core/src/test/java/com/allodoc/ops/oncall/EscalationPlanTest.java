package com.allodoc.ops.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.oncall.EscalationEvent.Acknowledged;
import com.allodoc.ops.oncall.EscalationEvent.Resolved;
import com.allodoc.ops.oncall.EscalationEvent.Triggered;
import com.allodoc.ops.oncall.EscalationEvent.Unacknowledged;
import com.allodoc.ops.oncall.EscalationPlan.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EscalationPlanTest {
    private static final Instant TEN = at("2025-06-11T10:00:00+02:00");

    @Test
    void agrees_with_the_table() throws IOException {
        Map<String, List<String[]>> cases = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/vectors/escalation_timeline.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String name = line.startsWith("\"") ? line.substring(1, line.indexOf('"', 1)) : line.split(",")[0];
            String rest = line.substring(line.indexOf(',', line.indexOf(name) + name.length()) + 1);
            cases.computeIfAbsent(name, unused -> new ArrayList<>()).add(rest.split(","));
        }

        assertThat(cases.values().stream().mapToInt(List::size).sum()).isEqualTo(18);
        cases.forEach((name, rows) -> {
            Instant triggered = at(rows.get(0)[0]);
            List<EscalationEvent> events = new ArrayList<>(List.of(new Triggered(triggered)));
            if (name.matches("ack .* \\d+ min")) {
                long minute = Long.parseLong(name.replaceAll("\\D", ""));
                events.add(new Acknowledged(triggered.plus(Duration.ofMinutes(minute)), "human"));
            }
            List<String> expected = rows.stream()
                    .map(row -> at(row[2]) + " " + row[3] + " " + row[4])
                    .toList();

            assertThat(rows)
                    .allMatch(row -> triggered
                            .plus(Duration.ofMinutes(Long.parseLong(row[1])))
                            .equals(at(row[2])));
            assertThat(plan(events, triggered.plus(Duration.ofDays(1))).actions())
                    .as(name)
                    .extracting(EscalationPlanTest::row)
                    .isEqualTo(expected);
        });
    }

    @Test
    void a_secondary_who_goes_home_before_the_step_is_due_is_skipped() {
        Instant triggered = at("2025-06-11T17:57:00+02:00");

        assertThat(minutes(plan(List.of(new Triggered(triggered)), after(triggered, 19)), triggered))
                .containsExactly("0 primary", "5 skipped secondary", "5 manager");
    }

    @Test
    void waits_are_elapsed_time_when_the_clocks_change() {
        for (String night : List.of("2025-03-30T01:50:00+01:00", "2025-10-26T02:50:00+02:00")) {
            assertThat(minutes(plan(List.of(new Triggered(at(night))), after(at(night), 60)), at(night)))
                    .as(night)
                    .containsExactly(
                            "0 primary",
                            "5 skipped secondary",
                            "5 manager",
                            "20 primary",
                            "25 skipped secondary",
                            "25 manager",
                            "40 exhausted");
        }
    }

    @Nested
    class While_nobody_answers {
        private final List<EscalationEvent> triggered = List.of(new Triggered(TEN));

        @Test
        void a_step_is_due_at_its_instant_and_not_before() {
            assertThat(plan(triggered, after(TEN, 5).minusNanos(1)).notifications())
                    .hasSize(1);
            assertThat(plan(triggered, after(TEN, 5)).notifications()).hasSize(2);
        }

        @Test
        void the_plan_says_what_comes_next() {
            EscalationPlan plan = plan(triggered, after(TEN, 1));

            assertThat(plan.state()).isEqualTo(State.ESCALATING);
            assertThat(plan.next().map(EscalationAction::at)).contains(after(TEN, 5));
            assertThat(plan.next().map(EscalationAction::explain))
                    .hasValueSatisfying(next ->
                            assertThat(next).startsWith("notify sam as secondary (step 2, round 1): secondary (turn "));
        }

        @Test
        void the_next_notification_looks_through_skipped_steps() {
            Instant night = at("2025-06-11T02:00:00+02:00");

            assertThat(plan(List.of(new Triggered(night)), night).next())
                    .hasValueSatisfying(next -> assertThat(next.explain()).contains("notify manager as manager"));
        }

        @Test
        void it_is_exhausted_once_the_last_wait_has_elapsed() {
            assertThat(plan(triggered, after(TEN, 60).minusNanos(1)).next())
                    .contains(new EscalationAction.Exhausted(after(TEN, 60), 2));
            assertThat(plan(triggered, after(TEN, 60)).isExhausted()).isTrue();
            assertThat(plan(triggered, after(TEN, 60)).next()).isEmpty();
        }

        @Test
        void an_acknowledgement_at_the_last_instant_prevents_exhaustion() {
            List<EscalationEvent> late = List.of(new Triggered(TEN), new Acknowledged(after(TEN, 60), "pat"));

            assertThat(plan(late, after(TEN, 60)).state()).isEqualTo(State.ACKNOWLEDGED);
            assertThat(plan(late, after(TEN, 60)).actions()).noneMatch(EscalationAction.Exhausted.class::isInstance);
        }

        @Test
        void an_acknowledgement_after_exhaustion_still_counts() {
            List<EscalationEvent> late = List.of(new Triggered(TEN), new Acknowledged(after(TEN, 90), "pat"));

            assertThat(plan(late, after(TEN, 90)).state()).isEqualTo(State.ACKNOWLEDGED);
        }
    }

    @Nested
    class Once_acknowledged {
        private final List<EscalationEvent> events =
                List.of(new Triggered(TEN), new Acknowledged(after(TEN, 4), "pat"));

        @Test
        void nothing_more_comes_without_an_expiry() {
            EscalationPlan plan = plan(events, after(TEN, 100_000));

            assertThat(plan.state()).isEqualTo(State.ACKNOWLEDGED);
            assertThat(plan.actions()).hasSize(1);
            assertThat(plan.next()).isEmpty();
            assertThat(plan.acknowledgementExpires()).isEmpty();
        }

        @Test
        void giving_it_back_starts_over_at_the_first_step() {
            List<EscalationEvent> given = new ArrayList<>(events);
            given.add(new Unacknowledged(after(TEN, 20)));

            assertThat(minutes(plan(given, after(TEN, 26)), TEN))
                    .containsExactly("0 primary", "20 primary", "25 secondary");
        }

        @Test
        void an_unconfirmed_acknowledgement_expires_and_starts_over() {
            EscalationPolicy policy = expiring(Duration.ofMinutes(30));
            EscalationPlan before = plan(policy, events, after(TEN, 34).minusNanos(1));
            EscalationPlan after = plan(policy, events, after(TEN, 34));

            assertThat(before.state()).isEqualTo(State.ACKNOWLEDGED);
            assertThat(before.acknowledgementExpires()).contains(after(TEN, 34));
            assertThat(before.next().map(EscalationAction::at)).contains(after(TEN, 34));
            assertThat(after.state()).isEqualTo(State.ESCALATING);
            assertThat(minutes(after, TEN)).containsExactly("0 primary", "34 primary");
        }

        @Test
        void a_confirmation_at_the_instant_of_the_expiry_counts() {
            List<EscalationEvent> confirmed = new ArrayList<>(events);
            confirmed.add(new Acknowledged(after(TEN, 34), "pat"));
            EscalationPlan plan = plan(expiring(Duration.ofMinutes(30)), confirmed, after(TEN, 63));

            assertThat(minutes(plan, TEN)).containsExactly("0 primary");
            assertThat(plan.acknowledgementExpires()).contains(after(TEN, 64));
        }
    }

    @Nested
    class Once_resolved {
        private final List<EscalationEvent> events = List.of(new Triggered(TEN), new Resolved(after(TEN, 5)));

        @Test
        void at_the_instant_a_step_is_due_the_step_is_not_taken() {
            assertThat(minutes(plan(events, after(TEN, 60)), TEN)).containsExactly("0 primary");
            assertThat(plan(events, after(TEN, 60)).state()).isEqualTo(State.RESOLVED);
        }

        @Test
        void a_new_trigger_starts_over() {
            List<EscalationEvent> again = new ArrayList<>(events);
            again.add(new Triggered(after(TEN, 10)));

            assertThat(minutes(plan(again, after(TEN, 10)), TEN)).containsExactly("0 primary", "10 primary");
        }

        @Test
        void acknowledging_it_does_nothing() {
            List<EscalationEvent> late = new ArrayList<>(events);
            late.add(new Acknowledged(after(TEN, 6), "pat"));

            assertThat(plan(expiring(Duration.ofMinutes(1)), late, after(TEN, 60))
                            .state())
                    .isEqualTo(State.RESOLVED);
        }
    }

    @Test
    void a_second_trigger_of_an_open_escalation_changes_nothing() {
        assertThat(plan(List.of(new Triggered(TEN), new Triggered(after(TEN, 3))), after(TEN, 10)))
                .isEqualTo(plan(List.of(new Triggered(TEN)), after(TEN, 10)));
    }

    @Test
    void without_a_trigger_there_is_nothing_to_do() {
        EscalationPlan plan = plan(List.of(new Acknowledged(TEN, "pat"), new Resolved(TEN)), after(TEN, 10));

        assertThat(plan.state()).isEqualTo(State.IDLE);
        assertThat(plan.actions()).isEmpty();
    }

    @Test
    void events_still_to_come_are_not_seen() {
        assertThat(plan(List.of(new Triggered(after(TEN, 1))), TEN).state()).isEqualTo(State.IDLE);
    }

    @Test
    void a_policy_of_absent_people_is_exhausted_at_once() {
        Instant night = at("2025-06-11T02:00:00+02:00");
        EscalationPolicy policy = EscalationPolicy.builder("office")
                .step(EscalationTarget.onCall("secondary"), Duration.ofMinutes(5))
                .repeats(1)
                .build();
        EscalationPlan plan = plan(policy, List.of(new Triggered(night)), night);

        assertThat(minutes(plan, night)).containsExactly("0 skipped secondary", "0 skipped secondary", "0 exhausted");
    }

    @Nested
    class It_refuses {
        @Test
        void a_policy_that_refers_to_a_schedule_nobody_gave() {
            assertThatThrownBy(() -> EscalationPlan.at(Pagers.POLICY, Map.of(), List.of(new Triggered(TEN)), TEN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("schedules has no primary");
        }

        @Test
        void policies_that_make_no_sense() {
            assertThatThrownBy(() -> EscalationPolicy.builder("p").build()).hasMessageContaining("steps");
            assertThatThrownBy(() -> Pagers.builder().repeats(-1).build()).hasMessageContaining("repeats");
            assertThatThrownBy(() -> expiring(Duration.ZERO)).hasMessageContaining("acknowledgementExpiry");
            assertThatThrownBy(() -> Pagers.builder().step(EscalationTarget.person("x"), Duration.ofMinutes(-1)))
                    .hasMessageContaining("thenWait");
            assertThatThrownBy(() -> EscalationTarget.onCall(" ")).hasMessageContaining("name is blank");
        }
    }

    private static EscalationPolicy expiring(Duration after) {
        return Pagers.builder().acknowledgementExpiresAfter(after).build();
    }

    private static EscalationPlan plan(List<EscalationEvent> events, Instant now) {
        return plan(Pagers.POLICY, events, now);
    }

    private static EscalationPlan plan(EscalationPolicy policy, List<EscalationEvent> events, Instant now) {
        return EscalationPlan.at(policy, Pagers.SCHEDULES, events, now);
    }

    private static String row(EscalationAction action) {
        if (action instanceof EscalationAction.Notified notified) {
            return action.at() + " " + notified.target() + " notify";
        }
        return action instanceof EscalationAction.Skipped skipped
                ? action.at() + " " + skipped.target() + " skipped: " + skipped.reason()
                : action.at() + " - exhausted";
    }

    private static List<String> minutes(EscalationPlan plan, Instant start) {
        return plan.actions().stream()
                .map(action -> Duration.between(start, action.at()).toMinutes()
                        + row(action)
                                .substring(action.at().toString().length())
                                .replaceAll(" (\\w+) notify", " $1")
                                .replaceAll(" (\\w+) skipped.*", " skipped $1")
                                .replace(" - exhausted", " exhausted"))
                .toList();
    }

    private static Instant after(Instant start, long minutes) {
        return start.plus(Duration.ofMinutes(minutes));
    }

    private static Instant at(String offsetDateTime) {
        return OffsetDateTime.parse(offsetDateTime).toInstant();
    }
}
