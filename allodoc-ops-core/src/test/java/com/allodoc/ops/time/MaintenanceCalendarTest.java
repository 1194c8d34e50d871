package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MaintenanceCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime TWO = LocalTime.of(2, 0);
    private static final MaintenanceWindow WEEKLY =
            MaintenanceWindow.of("weekly", Weekly.on(DayOfWeek.SUNDAY, TWO, PARIS), LocalTime.of(4, 0));
    private static final MaintenanceWindow MONTHLY =
            MaintenanceWindow.of("monthly", MonthlyOrdinal.first(DayOfWeek.SUNDAY, TWO, PARIS), LocalTime.of(6, 0));
    private static final MaintenanceCalendar BOTH = MaintenanceCalendar.of(WEEKLY, MONTHLY);
    private static final Instant YEAR = Instant.parse("2024-12-31T23:00:00Z");
    private static final Instant NEXT_YEAR = Instant.parse("2025-12-31T23:00:00Z");

    @Test
    void on_a_first_sunday_both_windows_are_open_until_the_shorter_one_closes() {
        assertThat(BOTH.depth(Instant.parse("2025-06-01T00:00:00Z"))).isEqualTo(2);
        assertThat(BOTH.depth(Instant.parse("2025-06-01T02:00:00Z"))).isEqualTo(1);
        assertThat(BOTH.openAt(Instant.parse("2025-06-01T02:00:00Z"))).containsExactly(MONTHLY);
        assertThat(BOTH.depth(Instant.parse("2025-06-01T04:00:00Z"))).isZero();
    }

    @Test
    void the_union_is_one_stretch_per_sunday() {
        assertThat(BOTH.union(YEAR, NEXT_YEAR)).hasSize(52);
        assertThat(BOTH.union(Instant.parse("2025-06-01T02:30:00Z"), Instant.parse("2025-06-08T00:00:01Z")))
                .containsExactly(
                        new Occurrence(Instant.parse("2025-06-01T00:00:00Z"), Instant.parse("2025-06-01T04:00:00Z")),
                        new Occurrence(Instant.parse("2025-06-08T00:00:00Z"), Instant.parse("2025-06-08T02:00:00Z")));
    }

    @Test
    void windows_that_touch_are_one_stretch() {
        MaintenanceWindow after = MaintenanceWindow.of(
                "after", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(4, 0), PARIS), LocalTime.of(5, 0));

        assertThat(MaintenanceCalendar.of(WEEKLY, after).union(YEAR, NEXT_YEAR)).hasSize(52);
    }

    @Test
    void only_what_a_window_covers_is_in_maintenance() {
        MaintenanceCalendar database = MaintenanceCalendar.of(WEEKLY.covering("postgres"));
        Instant sunday = Instant.parse("2025-06-15T00:00:00Z");

        assertThat(database.isOpen("postgres", sunday)).isTrue();
        assertThat(database.isOpen("nginx", sunday)).isFalse();
        assertThat(database.covering("nginx").windows()).isEmpty();
    }

    @Nested
    class Conflicts {
        private final Map<String, Schedule> jobs = Map.of(
                "db-backup", new Daily(TWO, PARIS),
                "app-files", new Daily(LocalTime.of(3, 0), PARIS),
                "report", new Daily(LocalTime.of(4, 0), PARIS));

        @Test
        void jobs_that_start_in_a_window_are_found_once_per_window() {
            assertThat(MaintenanceCalendar.of(WEEKLY).conflicts(jobs, YEAR, NEXT_YEAR))
                    .extracting(ScheduleConflict::explanation)
                    .containsExactly(
                            "app-files starts while weekly is open, 52 times, first at 2025-01-05T03:00+01:00;"
                                    + " start it before the window opens or after it closes",
                            "db-backup starts at the instant weekly opens, 52 times, first at 2025-01-05T02:00+01:00;"
                                    + " start it before the window opens or after it closes");
        }

        @Test
        void windows_that_are_open_together_are_found() {
            ScheduleConflict overlap = BOTH.conflicts(Map.of(), YEAR, NEXT_YEAR).get(0);

            assertThat(overlap.kind()).isEqualTo(ScheduleConflict.Kind.WINDOWS_OVERLAP);
            assertThat(overlap.times()).isEqualTo(12);
            assertThat(overlap.first())
                    .isEqualTo(new Occurrence(
                            Instant.parse("2025-01-05T01:00:00Z"), Instant.parse("2025-01-05T03:00:00Z")));
            assertThat(overlap.explanation())
                    .startsWith("weekly and monthly are open together, 12 times, first from 2025-01-05T02:00+01:00");
        }

        @Test
        void windows_for_different_things_do_not_conflict() {
            MaintenanceCalendar apart = MaintenanceCalendar.of(WEEKLY.covering("postgres"), MONTHLY.covering("nginx"));

            assertThat(apart.conflicts(Map.of(), YEAR, NEXT_YEAR)).isEmpty();
        }

        @Test
        void windows_that_only_touch_do_not_conflict() {
            MaintenanceWindow after = MaintenanceWindow.of(
                    "after", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(4, 0), PARIS), LocalTime.of(5, 0));

            assertThat(MaintenanceCalendar.of(WEEKLY, after).conflicts(Map.of(), YEAR, NEXT_YEAR))
                    .isEmpty();
        }
    }

    @Test
    void two_windows_of_one_name_are_refused() {
        assertThatThrownBy(() -> MaintenanceCalendar.of(WEEKLY, WEEKLY)).hasMessageContaining("two are named weekly");
    }
}
