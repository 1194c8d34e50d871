package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.Severity.SEV1;
import static com.allodoc.ops.incident.Severity.SEV2;
import static com.allodoc.ops.incident.Severity.SEV3;
import static com.allodoc.ops.incident.TestEvents.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.incident.IntakeResult.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IncidentIntakeTest {
    private static final DedupKey KEY = DedupKey.ofAlert("b7d2a4f0c1e35a96");

    private final IncidentIntake intake = IncidentIntake.standard();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    @Test
    void the_same_fingerprint_twice_is_one_incident_with_two_events() {
        fires(0, 0);
        fires(4, 0);

        assertThat(incidents).hasSize(1);
        assertThat(only().timeline()).hasSize(2);
        assertThat(only().signals()).isEqualTo(2);
    }

    @Test
    void another_fingerprint_is_another_incident() {
        fires(0, 0);
        take(new Signal(Signal.Kind.FIRING, DedupKey.ofAlert("0"), minute(0), SEV2, "x", TestEvents.MONITOR), 1);

        assertThat(incidents).hasSize(2);
    }

    @Test
    void the_signal_tells_when_it_occurred() {
        fires(0, -6);

        assertThat(only().occurred()).isEqualTo(minute(-6));
        assertThat(only().id()).startsWith("20250611T075400Z-");
    }

    @Test
    void the_same_decision_has_the_same_ids_in_every_process() {
        Signal signal = signal(Signal.Kind.FIRING, 0, SEV2);

        assertThat(intake.take(List.of(), signal, minute(1)).events().get(0).id())
                .isEqualTo(intake.take(List.of(), signal, minute(2))
                        .events()
                        .get(0)
                        .id());
    }

    @Test
    void an_unprintable_title_is_made_printable_and_a_missing_one_is_the_key() {
        Signal nasty = new Signal(
                Signal.Kind.FIRING,
                KEY,
                minute(0),
                SEV2,
                "a\nb\u0000" + "\uD83D\uDEA8".repeat(999),
                TestEvents.MONITOR);
        Signal blank = new Signal(Signal.Kind.FIRING, KEY, minute(0), SEV2, "\n", TestEvents.MONITOR);

        assertThat(Incident.of(intake.take(List.of(), nasty, minute(0)).events())
                        .title())
                .startsWith("a b ")
                .endsWith("\uD83D\uDEA8")
                .hasSizeLessThanOrEqualTo(500);
        assertThat(Incident.of(intake.take(List.of(), blank, minute(0)).events())
                        .title())
                .isEqualTo(KEY.value());
    }

    @Nested
    class Severity_of_repetitions {

        @Test
        void rises_when_the_signal_gets_worse() {
            fires(0, 0, SEV3);
            fires(4, 0, SEV1);

            assertThat(only().severity()).isEqualTo(SEV1);
        }

        @Test
        void does_not_undo_what_a_person_lowered() {
            fires(0, 0, SEV1);
            add(new IncidentEvent.SeverityChanged(head(1), SEV3, "only the test system"));
            fires(240, 0, SEV1);

            assertThat(only().severity()).isEqualTo(SEV3);
        }
    }

    @Nested
    class A_clearing {

        @Test
        void mitigates_at_once_and_resolves_after_fifteen_minutes() {
            fires(0, 0);
            clears(10, 0);

            assertThat(only().state()).isEqualTo(IncidentState.MITIGATED);
            assertThat(intake.settle(only(), minute(24.99))).isEmpty();

            settle(25);

            assertThat(only().resolved()).contains(minute(25));
        }

        @Test
        void resolves_at_its_own_time_however_late_somebody_looks() {
            fires(0, 0);
            clears(10, 0);
            settle(600);

            assertThat(only().resolved()).contains(minute(25));
        }

        @Test
        void resolves_at_once_where_no_stability_is_asked_for() {
            IncidentIntake hasty = new IncidentIntake(Duration.ofMinutes(30), Duration.ZERO);
            fires(0, 0);

            List<IncidentEvent> events = hasty.take(
                            incidents.values(), signal(Signal.Kind.CLEARED, 0, SEV2), minute(10))
                    .events();

            assertThat(only().with(events).resolved()).contains(minute(10));
        }

        @Test
        void of_an_older_firing_is_ignored_and_counted() {
            fires(0, 0);
            fires(20, 20);

            assertThat(clears(21, 0).ignored(Reason.OLDER_EPISODE)).isEqualTo(1);
            assertThat(only().state()).isEqualTo(IncidentState.TRIGGERED);
        }

        @Test
        void of_an_unknown_key_is_ignored_and_counted() {
            assertThat(clears(0, 0).ignored(Reason.UNKNOWN_KEY)).isEqualTo(1);
        }

        @Test
        void that_is_repeated_is_ignored_and_counted() {
            fires(0, 0);
            clears(10, 0);

            assertThat(clears(11, 0).ignored(Reason.REPEATED)).isEqualTo(1);
        }

        @Test
        void of_what_is_resolved_is_ignored_and_counted() {
            fires(0, 0);
            add(new IncidentEvent.Resolved(head(5), "replaced the disk"));

            assertThat(clears(6, 0).ignored(Reason.CLOSED)).isEqualTo(1);
        }
    }

    @Nested
    class An_acknowledgement {

        @Test
        void is_taken_once() {
            fires(0, 0);

            assertThat(takes(Signal.Kind.ACKNOWLEDGED, 2, 0).events()).hasSize(1);
            assertThat(takes(Signal.Kind.ACKNOWLEDGED, 3, 0).ignored(Reason.REPEATED))
                    .isEqualTo(1);
            assertThat(only().acknowledged()).contains(minute(2));
        }

        @Test
        void of_an_unknown_or_closed_key_is_ignored_and_counted() {
            assertThat(takes(Signal.Kind.ACKNOWLEDGED, 0, 0).ignored(Reason.UNKNOWN_KEY))
                    .isEqualTo(1);
            fires(0, 0);
            add(new IncidentEvent.Resolved(head(5), "replaced the disk"));
            assertThat(takes(Signal.Kind.ACKNOWLEDGED, 6, 0).ignored(Reason.CLOSED))
                    .isEqualTo(1);
        }
    }

    @Nested
    class Firing_again {

        @Test
        void ten_minutes_after_the_clearing_reopens() {
            fires(0, 0);
            clears(60, 0);
            fires(70, 70);

            assertThat(incidents).hasSize(1);
            assertThat(only().state()).isEqualTo(IncidentState.TRIGGERED);
            assertThat(only().episodes()).hasSize(2);
        }

        @Test
        void twenty_minutes_after_the_clearing_reopens_what_was_resolved_meanwhile() {
            fires(0, 0);
            clears(60, 0);
            fires(80, 80);

            assertThat(only().timeline())
                    .extracting(IncidentEvent::kind)
                    .containsExactly(EventKind.TRIGGERED, EventKind.CLEARED, EventKind.RESOLVED, EventKind.REOPENED);
        }

        @Test
        void thirty_minutes_after_still_reopens() {
            fires(0, 0);
            clears(60, 0);
            fires(90, 90);

            assertThat(incidents).hasSize(1);
        }

        @Test
        void thirty_one_minutes_after_is_a_new_incident_linked_to_the_old() {
            fires(0, 0);
            clears(60, 0);
            fires(91, 91);

            assertThat(incidents).hasSize(2);
            assertThat(newest().follows()).contains(only().id());
            assertThat(only().resolved()).contains(minute(75));
        }

        @Test
        void after_a_person_resolved_it_counts_from_that_moment() {
            fires(0, 0);
            clears(10, 0);
            add(new IncidentEvent.Resolved(head(20), "replaced the disk"));
            fires(50, 50);

            assertThat(incidents).hasSize(1);
        }

        @Test
        void after_the_review_is_a_new_incident() {
            fires(0, 0);
            add(new IncidentEvent.Resolved(head(5), "replaced the disk"));
            add(new IncidentEvent.Reviewed(
                    head(6), new ReviewFindings("none", "by alert", List.of("old disk"), List.of())));
            fires(7, 7);

            assertThat(newest().follows()).contains(only().id());
        }

        @Test
        void with_the_very_firing_that_was_resolved_long_ago_is_a_new_incident_too() {
            fires(0, 0);
            add(new IncidentEvent.Resolved(head(5), "replaced the disk"));
            fires(240, 0);

            assertThat(incidents).hasSize(2);
        }

        @Test
        void with_the_firing_that_a_person_cancelled_is_ignored_but_a_new_firing_is_not() {
            fires(0, 0);
            add(new IncidentEvent.Cancelled(head(5), "a test"));

            assertThat(fires(10, 0).ignored(Reason.CLOSED)).isEqualTo(1);
            fires(20, 20);
            assertThat(incidents).hasSize(2);
        }

        @Test
        void while_it_is_open_only_moves_the_firing_on() {
            fires(0, 0);
            fires(20, 20);

            assertThat(incidents).hasSize(1);
            assertThat(only().episodes()).hasSize(1);
            assertThat(only().episode().startsAt()).isEqualTo(minute(20));
        }
    }

    @Test
    void a_batch_sees_what_its_earlier_signals_did() {
        IntakeResult result = intake.take(
                List.of(),
                List.of(
                        signal(Signal.Kind.FIRING, 0, SEV2),
                        signal(Signal.Kind.FIRING, 0, SEV2),
                        signal(Signal.Kind.CLEARED, 0, SEV2),
                        signal(Signal.Kind.CLEARED, 0, SEV2),
                        signal(Signal.Kind.CLEARED, -5, SEV2)),
                minute(1));

        assertThat(result.events())
                .extracting(IncidentEvent::kind)
                .containsExactly(EventKind.TRIGGERED, EventKind.TRIGGERED, EventKind.CLEARED);
        assertThat(result.ignored(Reason.REPEATED)).isEqualTo(1);
        assertThat(result.ignored(Reason.OLDER_EPISODE)).isEqualTo(1);
    }

    @Test
    void a_negative_window_is_refused() {
        assertThatThrownBy(() -> new IncidentIntake(Duration.ofMinutes(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
    }

    private IntakeResult fires(double at, double startsAt) {
        return fires(at, startsAt, SEV2);
    }

    private IntakeResult fires(double at, double startsAt, Severity severity) {
        return take(signal(Signal.Kind.FIRING, startsAt, severity), at);
    }

    private IntakeResult clears(double at, double startsAt) {
        return takes(Signal.Kind.CLEARED, at, startsAt);
    }

    private IntakeResult takes(Signal.Kind kind, double at, double startsAt) {
        return take(signal(kind, startsAt, SEV2), at);
    }

    private IntakeResult take(Signal signal, double at) {
        IntakeResult result = intake.take(incidents.values(), signal, minute(at));
        result.events().forEach(this::add);
        return result;
    }

    private void settle(double at) {
        intake.settle(only(), minute(at)).forEach(this::add);
    }

    private void add(IncidentEvent event) {
        Incident known = incidents.get(event.incident());
        incidents.put(event.incident(), known == null ? Incident.of(List.of(event)) : known.with(List.of(event)));
    }

    private EventHead head(double at) {
        return new EventHead("by-hand-" + at, only().id(), minute(at), TestEvents.ANNA);
    }

    private Incident only() {
        return incidents.values().iterator().next();
    }

    private Incident newest() {
        return new ArrayList<>(incidents.values()).get(incidents.size() - 1);
    }

    private static Signal signal(Signal.Kind kind, double startsAt, Severity severity) {
        return new Signal(kind, KEY, minute(startsAt), severity, "Disk full", TestEvents.MONITOR);
    }
}
