package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlexibleWindowTest {
    private static final MaintenanceWindow NIGHT = MaintenanceWindow.of(
            "night", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(2, 0), ZoneOffset.UTC), LocalTime.of(4, 0));
    private static final FlexibleWindow RESTART = new FlexibleWindow(NIGHT, Duration.ofHours(1));

    @Test
    void it_starts_at_the_first_failure_inside_and_lasts_its_own_time() {
        List<Instant> failures = List.of(at("03:40"), at("03:30"), at("01:00"));

        assertThat(RESTART.openAt(at("04:29"), failures)).contains(new Occurrence(at("03:30"), at("04:30")));
        assertThat(RESTART.isOpen(at("03:29"), failures)).isFalse();
        assertThat(RESTART.isOpen(at("04:30"), failures)).isFalse();
    }

    @Test
    void it_does_not_start_twice_in_one_window() {
        assertThat(RESTART.isOpen(at("03:30"), List.of(at("02:00"), at("03:30"))))
                .isFalse();
    }

    @Test
    void without_a_failure_inside_it_never_starts() {
        assertThat(RESTART.isOpen(at("02:30"), List.of())).isFalse();
        assertThat(RESTART.isOpen(at("02:30"), List.of(at("01:59"), at("04:00"))))
                .isFalse();
    }

    @Test
    void a_failure_still_to_come_does_not_count() {
        assertThat(RESTART.isOpen(at("02:30"), List.of(at("02:31")))).isFalse();
    }

    @Test
    void work_that_takes_no_time_is_refused() {
        assertThatThrownBy(() -> new FlexibleWindow(NIGHT, Duration.ZERO)).hasMessageContaining("must be positive");
    }

    private static Instant at(String time) {
        return Instant.parse("2025-06-15T" + time + ":00Z");
    }
}
