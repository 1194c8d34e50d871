package com.allodoc.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.oncall.Layer;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.oncall.Rotation;
import com.allodoc.ops.threshold.Objective;
import com.allodoc.ops.threshold.Range;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.MaintenanceCalendar;
import com.allodoc.ops.time.MaintenanceWindow;
import com.allodoc.ops.time.Occurrence;
import com.allodoc.ops.time.Weekly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows, hours, rotas and limits: meters that follow from a definition and the time of reading. */
class TimeMetersTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final BusinessCalendar HOURS =
            BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS);

    private final Shown shown = Shown.empty();
    private final MovingClock clock = new MovingClock("2025-03-30T00:59:59Z");

    @Test
    void a_window_is_active_from_the_instant_it_opens_to_the_instant_it_closes() {
        MaintenanceWindow weekly = MaintenanceWindow.of(
                "weekly", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(2, 0), PARIS), LocalTime.of(4, 0));
        new TimeMeters(MaintenanceCalendar.of(weekly), HOURS, clock).bindTo(shown.of());

        assertThat(shown.values("allodoc_maintenance_active")).containsEntry("weekly", 0.0);
        assertThat(shown.values("allodoc_maintenance_next_start_timestamp_seconds"))
                .containsEntry("weekly", seconds("2025-03-30T01:00:00Z"));
        clock.moveTo("2025-03-30T01:00:00Z");
        assertThat(shown.values("allodoc_maintenance_active")).containsEntry("weekly", 1.0);
        assertThat(shown.values("allodoc_maintenance_next_start_timestamp_seconds"))
                .containsEntry("weekly", seconds("2025-04-06T00:00:00Z"));
        clock.moveTo("2025-03-30T02:00:00Z");
        assertThat(shown.values("allodoc_maintenance_active")).containsEntry("weekly", 0.0);
    }

    @Test
    void a_window_that_never_opens_again_keeps_its_last_opening() {
        Occurrence when = new Occurrence(Instant.parse("2025-03-31T00:00:00Z"), Instant.parse("2025-03-31T04:00:00Z"));
        new TimeMeters(MaintenanceCalendar.of(MaintenanceWindow.once("upgrade", when, PARIS)), HOURS, clock)
                .bindTo(shown.of());

        clock.moveTo("2026-01-01T00:00:00Z");
        assertThat(shown.values("allodoc_maintenance_next_start_timestamp_seconds"))
                .containsEntry("upgrade", seconds("2025-03-31T00:00:00Z"));
    }

    @Test
    void business_hours_open_and_close() {
        new TimeMeters(MaintenanceCalendar.of(), HOURS, clock).bindTo(shown.of());

        assertThat(shown.value("allodoc_business_hours_open")).isZero();
        clock.moveTo("2025-03-31T07:00:00Z");
        assertThat(shown.value("allodoc_business_hours_open")).isOne();
    }

    @Test
    void a_rota_is_covered_while_somebody_answers_and_never_says_who() {
        Rotation rotation = Rotation.builder(PARIS)
                .from(LocalDate.of(2025, 1, 6), LocalTime.of(9, 0))
                .people("ana")
                .build();
        OnCallSchedule office = OnCallSchedule.builder("office")
                .layer(Layer.of("office", 1, rotation).during(HOURS))
                .build();
        new OnCallMeters(List.of(office), clock).bindTo(shown.of());

        assertThat(shown.values("allodoc_on_call_covered")).isEqualTo(Map.of("office", 0.0));
        clock.moveTo("2025-03-31T07:00:00Z");
        assertThat(shown.values("allodoc_on_call_covered")).isEqualTo(Map.of("office", 1.0));
    }

    @Test
    void limits_are_shown_by_level_and_side() {
        new ThresholdMeters(
                        Map.of(
                                "cpu", ThresholdPolicy.of(Threshold.above(0.8), Threshold.above(0.95)),
                                "requests", ThresholdPolicy.warning(Threshold.below(100)),
                                "level", ThresholdPolicy.critical(Threshold.outside(Range.outside(10, 20))),
                                "open", ThresholdPolicy.critical(Threshold.outside(Range.parse("5:")))),
                        Map.of("availability", Objective.over30Days(0.99)))
                .bindTo(shown.of());

        assertThat(shown.values("allodoc_threshold"))
                .isEqualTo(Map.of(
                        "upper warning cpu", 0.8,
                        "upper critical cpu", 0.95,
                        "lower warning requests", 100.0,
                        "lower critical level", 10.0,
                        "upper critical level", 20.0,
                        "lower critical open", 5.0));
        assertThat(shown.values("allodoc_objective_ratio")).isEqualTo(Map.of("availability", 0.99));
    }

    private static double seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
