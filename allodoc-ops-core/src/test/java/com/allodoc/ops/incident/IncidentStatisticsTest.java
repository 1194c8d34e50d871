package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.Severity.SEV1;
import static com.allodoc.ops.incident.Severity.SEV2;
import static com.allodoc.ops.incident.Severity.SEV4;
import static com.allodoc.ops.incident.TestEvents.minute;
import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentStatisticsTest {
    private static final ResponsePolicy POLICY = ResponsePolicy.standard(ResponsePolicyTest.OFFICE);

    private final IncidentStatistics sample = IncidentStatistics.of(
            List.of(
                    story("a")
                            .triggered(0, -2, SEV2)
                            .acknowledged(3)
                            .resolved(40)
                            .incident(),
                    story("b")
                            .triggered(0, -4, SEV2)
                            .acknowledged(7)
                            .resolved(60)
                            .incident(),
                    story("c").triggered(0, 0, SEV1).resolved(85).incident(),
                    story("d")
                            .triggered(0, -2, SEV2)
                            .severity(1, SEV4)
                            .acknowledged(5)
                            .incident()),
            POLICY,
            minute(120));

    @Test
    void the_unacknowledged_one_is_left_out_of_the_mean_but_counted_as_missed() {
        assertThat(sample.timeToAcknowledge().orElseThrow().mean()).isEqualTo(Duration.ofMinutes(5));
        assertThat(sample.timeToAcknowledge().orElseThrow().count()).isEqualTo(3);
        assertThat(sample.acknowledgedInTime()).isEqualTo(2);
        assertThat(sample.acknowledgementsMissed()).isEqualTo(2);
        assertThat(sample.acknowledgementsAwaited()).isZero();
        assertThat(sample.incidents()).isEqualTo(4);
    }

    @Test
    void the_time_to_resolve_is_that_of_the_resolved() {
        assertThat(sample.timeToResolve().orElseThrow().mean()).isEqualTo(Duration.ofSeconds(3700));
        assertThat(sample.timeToResolve().orElseThrow().median()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void the_time_to_detect_counts_from_the_occurrence() {
        assertThat(sample.timeToDetect().orElseThrow().mean()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void incidents_are_counted_by_the_worst_severity_they_reached() {
        assertThat(sample.bySeverity())
                .containsEntry(SEV1, 1)
                .containsEntry(SEV2, 3)
                .containsEntry(SEV4, 0);
    }

    @Test
    void what_nobody_has_measured_is_absent_and_not_zero() {
        IncidentStatistics none = IncidentStatistics.of(List.of(), POLICY, minute(0));

        assertThat(none.timeToAcknowledge()).isEmpty();
        assertThat(none.timeToMitigate()).isEmpty();
        assertThat(none.incidents()).isZero();
    }

    @Test
    void an_acknowledgement_that_is_still_in_time_is_awaited() {
        Incident open = story().triggered(0, SEV2).incident();

        assertThat(IncidentStatistics.of(List.of(open), POLICY, minute(5)).acknowledgementsAwaited())
                .isEqualTo(1);
        assertThat(IncidentStatistics.of(List.of(open), POLICY, minute(5.001)).acknowledgementsMissed())
                .isEqualTo(1);
    }

    @Test
    void a_false_alarm_does_not_count() {
        Incident cancelled = story().triggered(0, SEV1).cancelled(90).incident();

        assertThat(IncidentStatistics.of(List.of(cancelled), POLICY, minute(99)).incidents())
                .isZero();
    }
}
