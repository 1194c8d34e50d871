package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.Severity.SEV1;
import static com.allodoc.ops.incident.Severity.SEV2;
import static com.allodoc.ops.incident.Severity.SEV3;
import static com.allodoc.ops.incident.TestEvents.minute;
import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IncidentTest {

    @Test
    void goes_through_its_whole_life() {
        Incident incident = story().triggered(0, -4, SEV2)
                .acknowledged(3)
                .mitigated(20)
                .resolved(40)
                .reviewed(600)
                .incident();

        assertThat(incident.state()).isEqualTo(IncidentState.REVIEWED);
        assertThat(incident.occurred()).isEqualTo(minute(-4));
        assertThat(incident.detected()).isEqualTo(minute(0));
        assertThat(incident.acknowledged()).contains(minute(3));
        assertThat(incident.mitigated()).contains(minute(20));
        assertThat(incident.resolved()).contains(minute(40));
        assertThat(incident.reviewed()).contains(minute(600));
        assertThat(incident.ignored()).isEmpty();
        assertThat(incident.version()).isEqualTo(5);
    }

    @Test
    void steps_that_were_skipped_stay_empty() {
        Incident incident = story().triggered(0, SEV3).resolved(9).incident();

        assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident.acknowledged()).isEmpty();
        assertThat(incident.mitigated()).isEmpty();
    }

    @Test
    void a_signal_from_the_future_did_not_occur_after_we_noticed() {
        assertThat(story().triggered(0, 5, SEV3).incident().occurred()).isEqualTo(minute(0));
    }

    @Test
    void the_same_event_twice_counts_once() {
        List<IncidentEvent> events = story().triggered(0, SEV2).acknowledged(1).events();
        Incident once = Incident.of(events);
        List<IncidentEvent> twice = new ArrayList<>(events);
        twice.addAll(events);

        assertThat(Incident.of(twice)).isEqualTo(once);
        assertThat(Incident.of(twice).signals()).isEqualTo(1);
    }

    @Test
    void a_late_event_is_told_where_it_belongs() {
        TestEvents story = story().triggered(0, SEV2).resolved(30);
        Incident late = story.incident()
                .with(story().triggered(0, SEV2).noted(2, "x").acknowledged(4).events());

        assertThat(late.acknowledged()).contains(minute(4));
        assertThat(late.timeline()).isSortedAccordingTo(IncidentEvent.ORDER);
    }

    @Test
    void events_of_one_instant_are_told_in_the_order_of_life_whatever_their_ids() {
        EventHead first = new EventHead("z", "inc-1", minute(0), TestEvents.MONITOR);
        EventHead second = new EventHead("a", "inc-1", minute(0), TestEvents.ANNA);
        IncidentEvent triggered =
                new IncidentEvent.Triggered(first, "Disk full", SEV2, DedupKey.of("k"), minute(0), null);
        IncidentEvent acknowledged = new IncidentEvent.Acknowledged(second);

        assertThat(Incident.of(List.of(acknowledged, triggered)).state()).isEqualTo(IncidentState.ACKNOWLEDGED);
    }

    @Test
    void the_worst_severity_is_remembered() {
        Incident incident =
                story().triggered(0, SEV3).severity(2, SEV1).severity(9, SEV2).incident();

        assertThat(incident.severity()).isEqualTo(SEV2);
        assertThat(incident.highestSeverity()).isEqualTo(SEV1);
    }

    @Test
    void the_past_can_be_asked() {
        Incident incident =
                story().triggered(0, SEV2).acknowledged(3).resolved(9).incident();

        assertThat(incident.asOf(minute(-1))).isEmpty();
        assertThat(incident.asOf(minute(3)).orElseThrow().state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(incident.asOf(minute(99))).contains(incident);
    }

    @Nested
    class What_does_not_fit {

        @Test
        void an_acknowledgement_after_the_end_changes_nothing_and_says_so() {
            Incident incident =
                    story().triggered(0, SEV2).resolved(5).acknowledged(6).incident();

            assertThat(incident.acknowledged()).isEmpty();
            assertThat(incident.timeline()).hasSize(3);
            assertThat(incident.ignored())
                    .extracting(IgnoredEvent::reason)
                    .containsExactly("an incident that is RESOLVED can't be acknowledged");
        }

        @Test
        void an_acknowledgement_before_the_trigger_changes_nothing() {
            Incident incident = story().triggered(0, SEV2).acknowledged(-1).incident();

            assertThat(incident.state()).isEqualTo(IncidentState.TRIGGERED);
            assertThat(incident.ignored())
                    .extracting(IgnoredEvent::reason)
                    .containsExactly("the incident was not triggered yet");
        }

        @Test
        void a_review_of_what_is_open_changes_nothing() {
            assertThat(story().triggered(0, SEV2).reviewed(5).incident().state())
                    .isEqualTo(IncidentState.TRIGGERED);
        }

        @Test
        void a_clearing_of_an_earlier_firing_changes_nothing() {
            Incident incident = story().triggered(0, 0, SEV2).cleared(5, -10).incident();

            assertThat(incident.state()).isEqualTo(IncidentState.TRIGGERED);
            assertThat(incident.ignored()).hasSize(1);
        }

        @Test
        void what_was_cancelled_stays_cancelled() {
            Incident incident = story().triggered(0, SEV2)
                    .cancelled(1)
                    .severity(2, SEV1)
                    .mitigated(2)
                    .resolved(3)
                    .reopened(4)
                    .reviewed(5)
                    .triggered(6, SEV1)
                    .incident();

            assertThat(incident.state()).isEqualTo(IncidentState.CANCELLED);
            assertThat(incident.highestSeverity()).isEqualTo(SEV2);
            assertThat(incident.ignored()).hasSize(6);
        }

        @Test
        void events_without_a_trigger_are_no_incident() {
            assertThatThrownBy(() -> Incident.of(story().acknowledged(1).events()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("starts with one");
        }

        @Test
        void events_of_two_incidents_are_no_incident() {
            List<IncidentEvent> events =
                    new ArrayList<>(story("a").triggered(0, SEV2).events());
            events.addAll(story("b").triggered(1, SEV2).events());

            assertThatThrownBy(() -> Incident.of(events))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("several incidents: a and b");
        }
    }

    @Nested
    class When_it_comes_back {
        private final Incident incident = story().triggered(0, SEV2)
                .acknowledged(3)
                .notified(4, Audience.MANAGEMENT)
                .resolved(20)
                .reopened(30)
                .incident();

        @Test
        void it_is_triggered_again_and_must_be_acknowledged_again() {
            assertThat(incident.state()).isEqualTo(IncidentState.TRIGGERED);
            assertThat(incident.episodes()).hasSize(2);
            assertThat(incident.episode().started()).isEqualTo(minute(30));
            assertThat(incident.episode().acknowledged()).isNull();
            assertThat(incident.episode().notified()).isEmpty();
        }

        @Test
        void it_is_no_longer_resolved_but_the_first_acknowledgement_stands() {
            assertThat(incident.resolved()).isEmpty();
            assertThat(incident.acknowledged()).contains(minute(3));
            assertThat(incident.detected()).isEqualTo(minute(0));
        }
    }

    @Test
    void a_clearing_mitigates_what_nobody_has_mitigated() {
        Incident byNobody = story().triggered(0, SEV2).cleared(7, 0).incident();
        Incident byAnna = story().triggered(0, SEV2).mitigated(5).cleared(7, 0).incident();

        assertThat(byNobody.mitigated()).contains(minute(7));
        assertThat(byAnna.mitigated()).contains(minute(5));
        assertThat(byAnna.episode().cleared()).isEqualTo(minute(7));
    }

    @Test
    void only_a_persons_work_is_a_response() {
        Incident automatic = story().triggered(0, SEV2)
                .by(TestEvents.MONITOR)
                .noted(1, "still firing")
                .by(TestEvents.ANNA)
                .acknowledged(2)
                .noted(9, "looking at the disk")
                .incident();

        assertThat(automatic.episode().responded()).isEqualTo(minute(9));
    }

    @Test
    void action_items_are_added_once_and_done_once() {
        ActionItem rotate =
                new ActionItem("1", ActionItem.Kind.PREVENTION, "rotate logs", "anna", LocalDate.parse("2025-06-20"));
        Incident incident = story().triggered(0, SEV2)
                .actionItem(50, rotate)
                .actionItem(51, rotate)
                .actionItemDone(60, "1")
                .actionItemDone(61, "1")
                .actionItemDone(62, "2")
                .incident();

        assertThat(incident.actionItems()).containsExactly(new ActionItemStatus(rotate, minute(60)));
        assertThat(incident.ignored()).hasSize(3);
    }

    @Test
    void an_action_item_is_overdue_the_day_after_its_due_day() {
        LocalDate due = LocalDate.parse("2025-06-20");
        ActionItem item = new ActionItem("1", ActionItem.Kind.RUNBOOK, "add a step", "anna", due);

        assertThat(new ActionItemStatus(item, null).isOverdue(due)).isFalse();
        assertThat(new ActionItemStatus(item, null).isOverdue(due.plusDays(1))).isTrue();
        assertThat(new ActionItemStatus(item, minute(0)).isOverdue(due.plusDays(1)))
                .isFalse();
    }
}
