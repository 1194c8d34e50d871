package com.allodoc.ops.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.time.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDefinitionTest {
    private static CheckDefinition.Builder check(String name) {
        return CheckDefinition.builder(name, context -> context.ok("fine"));
    }

    @Test
    void the_defaults_are_those_documented() {
        CheckDefinition definition = check("backend").build();
        assertThat(definition.period()).isEqualTo(Duration.ofSeconds(30));
        assertThat(definition.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(definition.timeToLive()).isEqualTo(Duration.ofSeconds(60));
        assertThat(definition.impact()).isEqualTo(Impact.REQUIRED);
        assertThat(definition.groups()).isEmpty();
        assertThat(definition.parents()).isEmpty();
        assertThat(definition.monitor()).isEqualTo(new CheckMonitor(3, 1, true));
        assertThat(definition.flapDetector()).isEqualTo(FlapDetector.of(30, 25));
        assertThat(check("fast").period(Duration.ofSeconds(2)).build().timeout())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everything_can_be_said() {
        CheckDefinition definition = check("backend")
                .period(Duration.ofMinutes(5))
                .timeout(Duration.ofSeconds(3))
                .timeToLive(Duration.ofMinutes(7))
                .impact(Impact.DEGRADED)
                .groups("ready", "morning")
                .dependsOn("host", "database")
                .dependsOnAnyOf("replica-1", "replica-2")
                .failuresToTrip(2)
                .successesToClear(4)
                .neverSuppressed()
                .flapDetector(FlapDetector.off())
                .build();
        assertThat(definition.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(definition.timeToLive()).isEqualTo(Duration.ofMinutes(7));
        assertThat(definition.impact()).isEqualTo(Impact.DEGRADED);
        assertThat(definition.groups()).containsExactlyInAnyOrder("ready", "morning");
        assertThat(definition.parents())
                .extracting(ParentGroup::toString)
                .containsExactly("host", "database", "replica-1 or replica-2");
        assertThat(definition.monitor()).isEqualTo(new CheckMonitor(2, 4, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a b", "é", "a\nb", "a{b}"})
    void a_name_that_is_no_label_is_refused(String name) {
        assertThatThrownBy(() -> check(name).build()).hasMessageContaining("letters, digits");
    }

    @Test
    void times_that_contradict_each_other_are_refused() {
        assertThatThrownBy(() -> check("a").timeout(Duration.ofSeconds(31)).build())
                .hasMessageContaining("timeout PT31S of a is longer than its period PT30S");
        assertThatThrownBy(() -> check("a").timeToLive(Duration.ofSeconds(29)).build())
                .hasMessageContaining("stale between runs");
        assertThatThrownBy(() -> check("a").period(Duration.ZERO).build())
                .hasMessageContaining("period must be positive");
    }

    @Test
    void maintenance_covers_all_or_some_groups_or_some_checks_and_ends_before_its_end() {
        Instant two = Instant.parse("2025-01-05T01:00:00Z");
        Instant four = Instant.parse("2025-01-05T03:00:00Z");
        Occurrence window = new Occurrence(two, four);
        CheckDefinition definition = check("backend").groups("web").build();
        for (Suppression suppression : List.of(
                Suppression.ofAll(window),
                Suppression.ofGroups(window, "web"),
                Suppression.ofChecks(window, "backend"))) {
            assertThat(suppression.covers(definition, two)).isTrue();
            assertThat(suppression.covers(definition, four.minusNanos(1))).isTrue();
            assertThat(suppression.covers(definition, four)).isFalse();
            assertThat(suppression.covers(definition, two.minusNanos(1))).isFalse();
        }
        assertThat(Suppression.ofGroups(window, "db").covers(definition, two)).isFalse();
        assertThat(Suppression.ofChecks(window, "db").covers(definition, two)).isFalse();
        assertThat(Situation.at(two, List.of(window, window)).maintenance()).isTrue();
        assertThat(Situation.at(four, List.of(window)).maintenance()).isFalse();
    }

    @Test
    void results_and_measurements_refuse_what_cannot_be_meant() {
        Instant now = Instant.EPOCH;
        assertThatThrownBy(() -> CheckResult.of(CheckStatus.OK, " ", now)).hasMessageContaining("summary");
        assertThatThrownBy(() -> new CheckResult(CheckStatus.OK, "a", List.of(), null, now, Duration.ofNanos(-1)))
                .hasMessageContaining("duration");
        assertThatThrownBy(() -> Measurement.of("a", Double.NaN, "s"))
                .hasMessageContaining("leave the measurement out");
        assertThatThrownBy(() -> Measurement.of("", 1, "s")).hasMessageContaining("name");
        assertThat(Measurement.of("bytes", 12_345_678_901.0, "").explain()).isEqualTo("bytes 12345678901");
        assertThat(Measurement.of("a", Double.POSITIVE_INFINITY, "s").explain()).isEqualTo("a Infinity s");
    }
}
