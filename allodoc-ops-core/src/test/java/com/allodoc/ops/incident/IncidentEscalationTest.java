package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.TestEvents.minute;
import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.oncall.EscalationAction;
import com.allodoc.ops.oncall.EscalationPlan;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.EscalationTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentEscalationTest {
    private static final EscalationPolicy POLICY = EscalationPolicy.builder("runbook")
            .step(EscalationTarget.person("primary"), Duration.ofMinutes(5))
            .step(EscalationTarget.person("manager"), Duration.ofMinutes(15))
            .acknowledgementExpiresAfter(Duration.ofHours(1))
            .build();

    @Test
    void runs_until_somebody_acknowledges() {
        assertThat(told(story().triggered(0, Severity.SEV1), 4)).containsExactly("primary");
        assertThat(told(story().triggered(0, Severity.SEV1), 5)).containsExactly("primary", "manager");
        assertThat(told(story().triggered(0, Severity.SEV1).acknowledged(5), 9)).containsExactly("primary");
    }

    @Test
    void is_exhausted_when_nobody_does() {
        assertThat(plan(story().triggered(0, Severity.SEV1), 20).isExhausted()).isTrue();
    }

    @Test
    void ends_with_mitigation_resolution_or_cancellation() {
        assertThat(told(story().triggered(0, Severity.SEV1).cleared(4, 0), 9)).containsExactly("primary");
        assertThat(told(story().triggered(0, Severity.SEV1).resolved(4), 9)).containsExactly("primary");
        assertThat(told(story().triggered(0, Severity.SEV1).cancelled(4), 9)).containsExactly("primary");
    }

    @Test
    void starts_over_when_it_reopens() {
        assertThat(told(
                        story().triggered(0, Severity.SEV1)
                                .acknowledged(1)
                                .resolved(2)
                                .reopened(3),
                        8))
                .containsExactly("primary", "primary", "manager");
    }

    @Test
    void starts_over_when_it_reopens_at_the_instant_it_cleared() {
        TestEvents story = story().triggered(0, Severity.SEV1)
                .acknowledged(1)
                .cleared(2, 0)
                .reopened(2);

        assertThat(told(story, 7)).containsExactly("primary", "primary", "manager");
        assertThat(plan(story, 7).state()).isEqualTo(EscalationPlan.State.ESCALATING);
    }

    @Test
    void does_not_count_an_acknowledgement_that_had_no_effect() {
        assertThat(told(story().triggered(0, Severity.SEV1).acknowledged(-1), 5))
                .containsExactly("primary", "manager");
    }

    @Test
    void holds_as_long_as_the_acknowledgement_is_confirmed() {
        TestEvents once = story().triggered(0, Severity.SEV1).acknowledged(1);

        assertThat(plan(once, 61).state()).isEqualTo(EscalationPlan.State.ESCALATING);
        assertThat(plan(once.acknowledged(50), 61).state()).isEqualTo(EscalationPlan.State.ACKNOWLEDGED);
        assertThat(once.incident().acknowledged()).contains(minute(1));
        assertThat(once.incident().ignored()).isEmpty();
    }

    private static List<String> told(TestEvents story, double minutes) {
        return plan(story, minutes).notifications().stream()
                .map(EscalationAction.Notified::person)
                .toList();
    }

    private static EscalationPlan plan(TestEvents story, double minutes) {
        return IncidentEscalation.plan(story.incident(), POLICY, Map.of(), minute(minutes));
    }
}
