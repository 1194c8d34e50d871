package com.allodoc.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Checklist;
import com.allodoc.ops.runbook.DocumentControl;
import com.allodoc.ops.runbook.Indicator;
import com.allodoc.ops.runbook.ResourceBudget;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.runbook.Service;
import com.allodoc.ops.runbook.Step;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Daily;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunbookMetersTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2025-01-15T09:00:00Z");

    private final Runbook runbook = Runbook.builder(
                    "AlloDoc", BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS))
            .service(Service.builder("cache")
                    .budget(ResourceBudget.of(1, 1024, 5, 500))
                    .build())
            .service(Service.builder("proxy").build())
            .indicator(Indicator.of("cpu_ratio", "", Threshold.atLeast(0.8)))
            .alert(AlertRule.page("HighCpu", "cpu_ratio", Threshold.above(0.95), Severity.SEV2))
            .checklist(Checklist.of("morning", new Daily(LocalTime.of(9, 0), PARIS), Step.manual("look")))
            .document(new DocumentControl(
                    "1.0",
                    LocalDate.of(2025, 1, 1),
                    LocalDate.of(2025, 2, 1),
                    Period.ofMonths(1),
                    "DevOps Team",
                    "Engineering Manager"))
            .build();

    private final Shown shown = Shown.empty();
    private final RunbookMeters meters =
            OpsMeters.into(shown.of(), () -> NOW).runbook(runbook).runbook();

    @Test
    void budgets_reviews_and_limits_are_numbers() {
        assertThat(shown.values("allodoc_resource_budget"))
                .isEqualTo(Map.of(
                        "cpu_cores cache", 1.0,
                        "memory_bytes cache", 1_073_741_824.0,
                        "disk_bytes cache", 5_368_709_120.0,
                        "network_bits_per_second cache", 500_000_000.0));
        assertThat(shown.value("allodoc_runbook_review_due_timestamp_seconds"))
                .isEqualTo(GaugeFamily.epochSeconds(Instant.parse("2025-02-01T23:00:00Z")));
        assertThat(shown.values("allodoc_threshold"))
                .isEqualTo(Map.of("upper critical cpu_ratio", 0.95, "upper warning cpu_ratio", 0.8));
        assertThat(shown.values("allodoc_business_hours_open")).hasSize(1);
    }

    @Test
    void a_checklist_is_expected_and_shows_when_it_was_gone_through() {
        assertThat(shown.values("allodoc_checklist_expected")).isEqualTo(Map.of("morning", 1.0));
        assertThat(shown.values("allodoc_checklist_last_completed_timestamp_seconds"))
                .isEmpty();
        meters.completed("morning", NOW);
        assertThat(shown.values("allodoc_checklist_last_completed_timestamp_seconds"))
                .isEqualTo(Map.of("morning", (double) NOW.getEpochSecond()));
        assertThatThrownBy(() -> meters.completed("noon", NOW)).hasMessage("checklist noon is not in the runbook");
    }

    @Test
    void findings_are_counted_by_level() {
        assertThat(shown.values("allodoc_runbook_findings")).isEmpty();
        meters.findings(runbook.lint(NOW, script -> true));
        assertThat(shown.values("allodoc_runbook_findings"))
                .containsOnlyKeys("error", "warning", "note")
                .containsEntry("error", 0.0)
                .containsEntry("warning", 2.0);
    }

    @Test
    void no_meter_is_named_against_the_conventions() {
        meters.findings(runbook.lint(NOW, script -> true));
        assertThat(shown.registry().getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getName()).matches("allodoc_[a-z_]+[a-z]"));
    }
}
