package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime SIX = LocalTime.of(18, 0);
    private static final BusinessCalendar OFFICE = BusinessCalendar.weekdays(NINE, SIX, PARIS)
            .withHolidays(List.of(
                    LocalDate.parse("2025-04-21"),
                    LocalDate.parse("2025-05-01"),
                    LocalDate.parse("2025-07-14"),
                    LocalDate.parse("2025-12-25"),
                    LocalDate.parse("2026-01-01")));

    private static Instant at(String offsetDateTime) {
        return OffsetDateTime.parse(offsetDateTime).toInstant();
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/incident_deadlines.csv", numLinesToSkip = 1)
    void severity_3_escalates_at_the_start_and_severity_4_is_due_at_the_end_of_the_next_business_day(
            String severity,
            String declaredLocal,
            Instant declared,
            Instant ackDue,
            String responseDueLocal,
            Instant responseDue,
            String escalateAt,
            String managerBy,
            String secondaryOnDuty) {
        assertThat(OFFICE.isOpen(declared)).isEqualTo(secondaryOnDuty.equals("yes"));
        switch (severity) {
            case "SEV3" -> assertThat(OFFICE.startOfNextBusinessDay(declared)).isEqualTo(at(escalateAt));
            case "SEV4" -> assertThat(OFFICE.endOfNextBusinessDay(declared)).isEqualTo(responseDue);
            default -> assumeThat(severity).isIn("SEV1", "SEV2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-04-18T16:00:00+02:00, 2025-04-22T09:00:00+02:00",
        "2025-12-24T19:00:00+01:00, 2025-12-26T09:00:00+01:00",
        "2025-06-13T18:00:00+02:00, 2025-06-16T09:00:00+02:00",
    })
    void the_next_opening_steps_over_weekends_and_holidays(String instant, String opening) {
        assertThat(OFFICE.nextOpening(at(instant))).isEqualTo(at(opening));
        assertThat(OFFICE.startOfNextBusinessDay(at(instant))).isEqualTo(at(opening));
    }

    @Test
    void monday_at_three_opens_on_monday_but_the_next_business_day_is_tuesday() {
        Instant mondayAtThree = at("2025-06-16T03:00:00+02:00");

        assertThat(OFFICE.nextOpening(mondayAtThree)).isEqualTo(at("2025-06-16T09:00:00+02:00"));
        assertThat(OFFICE.startOfNextBusinessDay(mondayAtThree)).isEqualTo(at("2025-06-17T09:00:00+02:00"));
        assertThat(OFFICE.endOfNextBusinessDay(mondayAtThree)).isEqualTo(at("2025-06-17T18:00:00+02:00"));
    }

    @Test
    void at_the_opening_itself_the_next_one_is_tomorrow() {
        assertThat(OFFICE.nextOpening(at("2025-06-11T09:00:00+02:00"))).isEqualTo(at("2025-06-12T09:00:00+02:00"));
        assertThat(OFFICE.nextOpening(at("2025-06-11T08:59:59+02:00"))).isEqualTo(at("2025-06-11T09:00:00+02:00"));
    }

    @Test
    void hours_are_half_open() {
        assertThat(OFFICE.isOpen(at("2025-06-11T08:59:59+02:00"))).isFalse();
        assertThat(OFFICE.isOpen(at("2025-06-11T09:00:00+02:00"))).isTrue();
        assertThat(OFFICE.isOpen(at("2025-06-11T17:59:59+02:00"))).isTrue();
        assertThat(OFFICE.isOpen(at("2025-06-11T18:00:00+02:00"))).isFalse();
    }

    @Test
    void holidays_and_weekends_are_no_business_days() {
        assertThat(OFFICE.isBusinessDay(LocalDate.parse("2025-06-11"))).isTrue();
        assertThat(OFFICE.isBusinessDay(LocalDate.parse("2025-06-14"))).isFalse();
        assertThat(OFFICE.isBusinessDay(LocalDate.parse("2025-12-25"))).isFalse();
        assertThat(OFFICE.isOpen(at("2025-12-25T10:00:00+01:00"))).isFalse();
    }

    @Test
    void openings_of_a_range_are_those_that_share_an_instant_with_it() {
        assertThat(OFFICE.openings(at("2025-06-12T18:00:00+02:00"), at("2025-06-16T09:00:01+02:00")))
                .containsExactly(
                        new Occurrence(at("2025-06-13T09:00:00+02:00"), at("2025-06-13T18:00:00+02:00")),
                        new Occurrence(at("2025-06-16T09:00:00+02:00"), at("2025-06-16T18:00:00+02:00")));
    }

    @Nested
    class With_a_lunch_break {
        private final BusinessCalendar counter = BusinessCalendar.builder(PARIS)
                .open(DayOfWeek.MONDAY, LocalTime.of(14, 0), LocalTime.of(17, 0))
                .open(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(12, 0))
                .holidays(Set.of(LocalDate.parse("2025-06-23")))
                .build();

        @Test
        void it_is_closed_at_noon_and_opens_again_after_it() {
            assertThat(counter.isOpen(at("2025-06-16T12:00:00+02:00"))).isFalse();
            assertThat(counter.nextOpening(at("2025-06-16T12:00:00+02:00"))).isEqualTo(at("2025-06-16T14:00:00+02:00"));
        }

        @Test
        void a_day_ends_with_its_last_range() {
            assertThat(counter.endOfNextBusinessDay(at("2025-06-16T12:00:00+02:00")))
                    .isEqualTo(at("2025-06-30T17:00:00+02:00"));
        }
    }

    @Nested
    class Around_the_clock {
        private final BusinessCalendar always = everyDay(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, PARIS);

        @Test
        void it_is_open_in_the_hour_that_happens_twice_and_at_midnight() {
            assertThat(always.isOpen(at("2025-10-26T02:30:00+02:00"))).isTrue();
            assertThat(always.isOpen(at("2025-10-26T02:30:00+01:00"))).isTrue();
            assertThat(always.isOpen(at("2025-10-26T23:59:59.999+01:00"))).isTrue();
            assertThat(always.isOpen(at("2025-10-27T00:00:00+01:00"))).isTrue();
        }

        @Test
        void every_midnight_is_an_opening() {
            assertThat(always.nextOpening(at("2025-06-16T12:00:00+02:00"))).isEqualTo(at("2025-06-17T00:00:00+02:00"));
        }

        @Test
        void it_has_no_hole_where_midnight_is_skipped_repeated_or_a_whole_day_is_missing() {
            assertNoHole("America/Sao_Paulo", "2018-11-03T00:00:00Z");
            assertNoHole("America/St_Johns", "2010-11-06T00:00:00Z");
            assertNoHole("Pacific/Apia", "2011-12-29T00:00:00Z");
            assertNoHole("America/Nuuk", "2024-03-30T00:00:00Z");
            assertNoHole("Australia/Lord_Howe", "2025-04-05T00:00:00Z");
        }

        private void assertNoHole(String zone, String from) {
            BusinessCalendar calendar = everyDay(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of(zone));
            Instant start = Instant.parse(from);
            assertThat(IntStream.range(0, 3 * 24 * 60)
                            .mapToObj(minute -> start.plus(Duration.ofMinutes(minute)))
                            .filter(instant -> !calendar.isOpen(instant)))
                    .as(zone)
                    .isEmpty();
        }
    }

    @Nested
    class When_the_clocks_change {
        @Test
        void night_hours_last_as_long_as_the_local_clock_shows_them() {
            BusinessCalendar night = everyDay(LocalTime.of(1, 0), LocalTime.of(4, 0), PARIS);

            assertThat(only(night, "2025-03-30").duration()).isEqualTo(Duration.ofHours(2));
            assertThat(only(night, "2025-10-26").duration()).isEqualTo(Duration.ofHours(4));
        }

        @Test
        void hours_of_which_the_gap_leaves_nothing_do_not_open() {
            BusinessCalendar halfHour = everyDay(LocalTime.of(2, 30), LocalTime.of(3, 0), PARIS);

            assertThat(halfHour.nextOpening(at("2025-03-29T12:00:00+01:00")))
                    .isEqualTo(at("2025-03-31T02:30:00+02:00"));
        }

        private Occurrence only(BusinessCalendar calendar, String date) {
            LocalDate day = LocalDate.parse(date);
            List<Occurrence> openings = calendar.openings(
                    day.atStartOfDay(PARIS).toInstant(),
                    day.plusDays(1).atStartOfDay(PARIS).toInstant());
            assertThat(openings).hasSize(1);
            return openings.get(0);
        }
    }

    @Nested
    class It_refuses {
        @Test
        void a_calendar_that_never_opens() {
            assertThatThrownBy(() -> new BusinessCalendar(Map.of(), Set.of(), PARIS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("never opens");
        }

        @Test
        void hours_that_cross_midnight() {
            assertThatThrownBy(() -> BusinessCalendar.weekdays(SIX, NINE, PARIS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("split hours that cross midnight");
        }

        @Test
        void ranges_of_one_day_that_overlap() {
            BusinessCalendar.Builder builder = BusinessCalendar.builder(PARIS)
                    .open(DayOfWeek.MONDAY, NINE, SIX)
                    .open(DayOfWeek.MONDAY, LocalTime.of(17, 0), LocalTime.of(20, 0));

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MONDAY overlap");
        }
    }

    @Test
    void ranges_that_touch_are_one() {
        BusinessCalendar calendar = BusinessCalendar.builder(PARIS)
                .open(DayOfWeek.MONDAY, NINE, LocalTime.NOON)
                .open(DayOfWeek.MONDAY, LocalTime.NOON, SIX)
                .build();

        assertThat(calendar.hours().get(DayOfWeek.MONDAY)).containsExactly(new BusinessCalendar.Hours(NINE, SIX));
    }

    private static BusinessCalendar everyDay(LocalTime open, LocalTime close, ZoneId zone) {
        BusinessCalendar.Builder builder = BusinessCalendar.builder(zone);
        for (DayOfWeek day : DayOfWeek.values()) {
            builder.open(day, open, close);
        }
        return builder.build();
    }
}
