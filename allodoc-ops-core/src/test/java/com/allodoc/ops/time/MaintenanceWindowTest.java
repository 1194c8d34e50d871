package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MaintenanceWindowTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime TWO = LocalTime.of(2, 0);
    private static final MaintenanceWindow WEEKLY =
            MaintenanceWindow.of("weekly", Weekly.on(DayOfWeek.SUNDAY, TWO, PARIS), LocalTime.of(4, 0));
    private static final MaintenanceWindow MONTHLY =
            MaintenanceWindow.of("monthly", MonthlyOrdinal.first(DayOfWeek.SUNDAY, TWO, PARIS), LocalTime.of(6, 0));

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/maintenance_windows.csv", numLinesToSkip = 1)
    void agrees_with_the_table(
            String name,
            LocalDate date,
            OffsetDateTime startLocal,
            OffsetDateTime endLocal,
            Instant start,
            Instant end,
            long minutes) {
        MaintenanceWindow window = name.equals("weekly") ? WEEKLY : MONTHLY;
        Occurrence expected = new Occurrence(start, end);

        assertThat(window.opens().dateOnOrAfter(date)).contains(date);
        assertThat(expected).isEqualTo(new Occurrence(startLocal.toInstant(), endLocal.toInstant()));
        assertThat(expected.duration()).isEqualTo(Duration.ofMinutes(minutes));
        assertThat(window.next(start.minusNanos(1))).contains(expected);
        assertThat(window.previous(start.plusNanos(1))).contains(expected);
        assertThat(window.occurrences(start, end)).containsExactly(expected);
        assertThat(window.isOpen(start.minusNanos(1))).isFalse();
        assertThat(window.openAt(start)).contains(expected);
        assertThat(window.openAt(end.minusNanos(1))).contains(expected);
        assertThat(window.isOpen(end)).isFalse();
    }

    @Test
    void two_years_hold_as_many_windows_as_the_table() {
        Instant from = Instant.parse("2024-12-31T23:00:00Z");
        Instant to = Instant.parse("2026-12-31T23:00:00Z");

        assertThat(WEEKLY.occurrences(from, to)).hasSize(104);
        assertThat(MONTHLY.occurrences(from, to)).hasSize(24);
    }

    @Nested
    class On_the_spring_clock_change {
        @Test
        void the_window_lasts_sixty_minutes_from_the_instant_the_gap_ends() {
            assertOpen("2025-03-30T00:59:59Z", false);
            assertOpen("2025-03-30T01:00:00Z", true);
            assertOpen("2025-03-30T01:59:59Z", true);
            assertOpen("2025-03-30T02:00:00Z", false);
        }

        @Test
        void a_window_given_by_its_duration_is_not_shortened() {
            MaintenanceWindow twoHours =
                    MaintenanceWindow.of("backup", Weekly.on(DayOfWeek.SUNDAY, TWO, PARIS), Duration.ofHours(2));

            assertThat(twoHours.openAt(Instant.parse("2025-03-30T02:59:59Z"))).isPresent();
        }
    }

    @Nested
    class On_the_autumn_clock_change {
        @Test
        void the_window_lasts_a_hundred_and_eighty_minutes() {
            assertOpen("2025-10-25T23:59:59Z", false);
            assertOpen("2025-10-26T00:00:00Z", true);
            assertOpen("2025-10-26T02:59:59Z", true);
            assertOpen("2025-10-26T03:00:00Z", false);
        }

        @Test
        void a_window_that_ends_in_the_repeated_hour_ends_with_its_second_end() {
            MaintenanceWindow early = MaintenanceWindow.of(
                    "early", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(1, 0), PARIS), LocalTime.of(2, 30));

            assertThat(early.next(Instant.parse("2025-10-25T12:00:00Z")).map(Occurrence::duration))
                    .contains(Duration.ofMinutes(150));
        }
    }

    @Nested
    class That_crosses_midnight {
        private final MaintenanceWindow night =
                MaintenanceWindow.of("night", Weekly.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), PARIS), TWO);

        @Test
        void it_closes_on_the_next_date() {
            assertThat(night.next(Instant.parse("2025-06-14T00:00:00Z")))
                    .contains(new Occurrence(
                            Instant.parse("2025-06-14T20:00:00Z"), Instant.parse("2025-06-15T00:00:00Z")));
        }

        @Test
        void it_is_open_on_both_sides_of_midnight() {
            assertThat(night.isOpen(Instant.parse("2025-06-14T21:59:59Z"))).isTrue();
            assertThat(night.isOpen(Instant.parse("2025-06-14T22:00:00Z"))).isTrue();
        }

        @Test
        void a_whole_day_goes_from_midnight_to_midnight() {
            MaintenanceWindow sunday = MaintenanceWindow.of(
                    "sunday", Weekly.on(DayOfWeek.SUNDAY, LocalTime.MIDNIGHT, PARIS), LocalTime.MIDNIGHT);

            assertThat(sunday.next(Instant.parse("2025-03-29T12:00:00Z")).map(Occurrence::duration))
                    .contains(Duration.ofHours(23));
            assertThat(sunday.next(Instant.parse("2025-10-25T12:00:00Z")).map(Occurrence::duration))
                    .contains(Duration.ofHours(25));
        }

        @Test
        void it_closes_where_midnight_is_skipped() {
            MaintenanceWindow evening = MaintenanceWindow.of(
                    "evening",
                    Weekly.on(DayOfWeek.SATURDAY, LocalTime.of(23, 0), ZoneId.of("America/Sao_Paulo")),
                    LocalTime.MIDNIGHT);

            assertThat(evening.next(Instant.parse("2018-11-03T12:00:00Z")))
                    .contains(new Occurrence(
                            Instant.parse("2018-11-04T02:00:00Z"), Instant.parse("2018-11-04T03:00:00Z")));
        }
    }

    @Nested
    class That_happens_once {
        private final Occurrence upgrade =
                new Occurrence(Instant.parse("2025-10-26T01:15:00Z"), Instant.parse("2025-10-29T01:45:00Z"));
        private final MaintenanceWindow once = MaintenanceWindow.once("upgrade", upgrade, PARIS);

        @Test
        void it_keeps_its_instants_even_in_the_repeated_hour() {
            assertThat(once.occurrences(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")))
                    .containsExactly(upgrade);
            assertThat(once.openAt(upgrade.end().minusNanos(1))).contains(upgrade);
            assertThat(once.isOpen(upgrade.end())).isFalse();
            assertThat(once.next(upgrade.start())).isEmpty();
            assertThat(once.previous(upgrade.start())).isEmpty();
        }

        @Test
        void it_may_not_close_by_the_local_clock() {
            Schedule opens = Once.at(LocalDateTime.parse("2025-06-11T02:00"), PARIS);

            assertThatThrownBy(() -> MaintenanceWindow.of("upgrade", opens, LocalTime.of(4, 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use once(");
        }
    }

    @Nested
    class Its_scope {
        @Test
        void is_everything_unless_named() {
            MaintenanceWindow database = WEEKLY.covering("postgres", "redis");

            assertThat(WEEKLY.covers("nginx")).isTrue();
            assertThat(database.covers("redis")).isTrue();
            assertThat(database.covers("nginx")).isFalse();
            assertThat(database.sharesScopeWith(MONTHLY)).isTrue();
            assertThat(database.sharesScopeWith(MONTHLY.covering("nginx"))).isFalse();
        }
    }

    @Test
    void a_skipped_date_has_no_window() {
        MaintenanceWindow friday = MaintenanceWindow.of(
                "friday", Weekly.on(DayOfWeek.FRIDAY, TWO, ZoneId.of("Pacific/Apia")), LocalTime.of(4, 0));

        assertThat(friday.occurrences(Instant.parse("2011-12-24T00:00:00Z"), Instant.parse("2012-01-05T00:00:00Z")))
                .isEqualTo(List.of());
    }

    @Test
    void describes_itself_in_words() {
        assertThat(WEEKLY.describe()).isEqualTo("weekly: every Sunday at 02:00 Europe/Paris until 04:00");
    }

    @Test
    void a_window_without_length_or_name_is_refused() {
        Schedule opens = Weekly.on(DayOfWeek.SUNDAY, TWO, PARIS);
        assertThatThrownBy(() -> MaintenanceWindow.of("weekly", opens, Duration.ZERO))
                .hasMessageContaining("must be positive");
        assertThatThrownBy(() -> MaintenanceWindow.of(" ", opens, TWO)).hasMessageContaining("name is blank");
    }

    private static void assertOpen(String instant, boolean open) {
        assertThat(WEEKLY.isOpen(Instant.parse(instant))).isEqualTo(open);
    }
}
