package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime TWO = LocalTime.of(2, 0);
    private static final Schedule BACKUP = new Daily(TWO, PARIS);
    private static final Map<String, Schedule> RUNBOOK = Map.of(
            "db-backup daily 02:00", BACKUP,
            "db-backup daily 02:30 (gap/overlap probe)", new Daily(LocalTime.of(2, 30), PARIS),
            "app-files daily 03:00", new Daily(LocalTime.of(3, 0), PARIS),
            "morning checklist daily 09:00", new Daily(LocalTime.of(9, 0), PARIS),
            "evening checklist daily 18:00", new Daily(LocalTime.of(18, 0), PARIS),
            "monthly 1st 04:00", new MonthlyDay(1, LocalTime.of(4, 0), PARIS),
            "monthly window first Sunday 02:00", MonthlyOrdinal.first(DayOfWeek.SUNDAY, TWO, PARIS),
            "restore drill Monday 18:00", Weekly.on(DayOfWeek.MONDAY, LocalTime.of(18, 0), PARIS),
            "weekly window Sunday 02:00", Weekly.on(DayOfWeek.SUNDAY, TWO, PARIS));

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/schedule_next_fire.csv", numLinesToSkip = 1)
    void fires_next_as_in_the_table(
            String schedule,
            ZoneId zone,
            Instant after,
            Instant next,
            OffsetDateTime nextLocal,
            Instant fieldMatch,
            String models) {
        Schedule rule = requireNonNull(RUNBOOK.get(schedule), schedule);

        assertThat(rule.zone()).isEqualTo(zone);
        assertThat(rule.next(after)).contains(next).contains(nextLocal.toInstant());
        assertThat(next.equals(fieldMatch)).isEqualTo(models.equals("same"));
        assertThat(rule.previous(next.plusNanos(1))).contains(next);
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/rpo_gaps.csv", numLinesToSkip = 1)
    void consecutive_backups_lie_as_far_apart_as_in_the_table(
            String name,
            OffsetDateTime previous,
            OffsetDateTime next,
            long gapHours,
            String strictBreached,
            String freshnessBreached) {
        Instant found = BACKUP.next(previous.toInstant()).orElseThrow();

        assertThat(found).isEqualTo(next.toInstant());
        assertThat(BACKUP.previous(found)).contains(previous.toInstant());
        Duration gap = Duration.between(previous.toInstant(), found);
        assertThat(gap).isEqualTo(Duration.ofHours(gapHours));
        assertThat(gap.compareTo(Duration.ofHours(24)) > 0).isEqualTo(strictBreached.equals("yes"));
        assertThat(gap.compareTo(Duration.ofHours(26)) > 0).isEqualTo(freshnessBreached.equals("yes"));
    }

    @Test
    void the_hour_that_happens_twice_fires_once() {
        assertThat(BACKUP.next(at("2025-10-26T00:00:00Z"))).contains(at("2025-10-27T01:00:00Z"));
    }

    @Test
    void a_range_is_half_open() {
        assertThat(BACKUP.between(at("2025-06-10T00:00:00Z"), at("2025-06-12T00:00:00Z")))
                .containsExactly(at("2025-06-10T00:00:00Z"), at("2025-06-11T00:00:00Z"));
    }

    @Test
    void a_stream_is_computed_as_it_is_read() {
        assertThat(BACKUP.from(at("2025-06-10T00:00:01Z")).limit(2))
                .containsExactly(at("2025-06-11T00:00:00Z"), at("2025-06-12T00:00:00Z"));
    }

    @Nested
    class In_odd_zones {
        @ParameterizedTest
        @CsvSource({
            // midnight is skipped, so the date begins at 01:00
            "America/Sao_Paulo,   00:00, 2018-11-03T12:00:00Z, 2018-11-04T03:00:00Z",
            // the gap is the last hour of the date: its job moves to the next date, which keeps its own
            "America/Nuuk,        23:30, 2024-03-30T12:00:00Z, 2024-03-31T01:30:00Z",
            "America/Nuuk,        23:30, 2024-03-31T01:30:00Z, 2024-04-01T00:30:00Z",
            "America/Nuuk,        23:30, 2024-03-31T01:10:00Z, 2024-03-31T01:30:00Z",
            // half-hour gap
            "Australia/Lord_Howe, 02:00, 2025-10-04T12:00:00Z, 2025-10-04T15:30:00Z",
            // the whole of 30 December is skipped
            "Pacific/Apia,        02:00, 2011-12-29T12:00:00Z, 2011-12-30T12:00:00Z",
            "Pacific/Apia,        02:00, 2011-12-30T12:00:00Z, 2011-12-31T12:00:00Z",
            // no clock change at all
            "Asia/Kolkata,        02:00, 2025-03-29T20:30:00Z, 2025-03-30T20:30:00Z",
        })
        void a_daily_job_still_fires_once_per_date(ZoneId zone, LocalTime time, Instant after, Instant next) {
            assertThat(new Daily(time, zone).next(after)).contains(next);
            assertThat(new Daily(time, zone).previous(next.plusNanos(1))).contains(next);
        }

        @Test
        void a_midnight_that_came_before_the_repeated_end_of_yesterday_is_still_the_previous_one() {
            Schedule midnight = new Daily(LocalTime.MIDNIGHT, ZoneId.of("America/St_Johns"));
            Instant secondHalfPastEleven = at("2010-11-07T03:00:00Z");

            assertThat(midnight.previous(secondHalfPastEleven)).contains(at("2010-11-07T02:30:00Z"));
            assertThat(midnight.next(secondHalfPastEleven)).contains(at("2010-11-08T03:30:00Z"));
        }

        @Test
        void a_weekly_job_of_a_date_that_never_happened_waits_for_the_next_week() {
            Schedule friday = Weekly.on(DayOfWeek.FRIDAY, TWO, ZoneId.of("Pacific/Apia"));

            assertThat(friday.between(at("2011-12-23T20:00:00Z"), at("2012-01-06T20:00:00Z")))
                    .containsExactly(at("2012-01-05T12:00:00Z"));
        }
    }

    @Nested
    class Monthly_rules {
        @ParameterizedTest
        @CsvSource({"2025-06, 2025-06-01", "2026-02, 2026-02-01", "2025-12, 2025-12-07", "2025-09, 2025-09-07"})
        void the_first_sunday_lies_between_the_first_and_the_seventh(YearMonth month, LocalDate date) {
            assertThat(MonthlyOrdinal.first(DayOfWeek.SUNDAY, TWO, PARIS).dateIn(month))
                    .isEqualTo(date);
        }

        @Test
        void a_fifth_sunday_is_the_last_one_and_not_the_first() {
            LocalDate fifth = LocalDate.parse("2025-11-30");
            Schedule first = MonthlyOrdinal.first(DayOfWeek.SUNDAY, TWO, PARIS);
            Schedule last = new MonthlyOrdinal(Ordinal.LAST, DayOfWeek.SUNDAY, TWO, PARIS);

            assertThat(first.dateOnOrAfter(fifth)).contains(LocalDate.parse("2025-12-07"));
            assertThat(last.dateOnOrAfter(fifth)).contains(fifth);
            assertThat(last.dateOnOrBefore(fifth.minusDays(1))).contains(LocalDate.parse("2025-10-26"));
        }

        @Test
        void the_thirty_first_is_the_end_of_every_month() {
            Schedule endOfMonth = new MonthlyDay(31, TWO, PARIS);

            assertThat(endOfMonth.between(at("2025-01-31T00:00:00Z"), at("2025-05-01T00:00:00Z")))
                    .containsExactly(
                            at("2025-01-31T01:00:00Z"),
                            at("2025-02-28T01:00:00Z"),
                            at("2025-03-31T00:00:00Z"),
                            at("2025-04-30T00:00:00Z"));
        }
    }

    @Nested
    class A_single_date {
        private final Schedule drill = Once.at(LocalDateTime.parse("2025-10-26T02:30"), PARIS);

        @Test
        void has_one_next_and_one_previous() {
            Instant due = at("2025-10-26T00:30:00Z");
            assertThat(drill.next(due.minusNanos(1))).contains(due);
            assertThat(drill.next(due)).isEmpty();
            assertThat(drill.previous(due)).isEmpty();
            assertThat(drill.previous(due.plusNanos(1))).contains(due);
            assertThat(drill.from(Instant.EPOCH)).containsExactly(due);
        }

        @Test
        void may_be_the_second_of_two_equal_local_times() {
            Instant second = at("2025-10-26T01:30:00Z");
            assertThat(new Once(second, PARIS).next(at("2025-10-26T00:30:00Z"))).contains(second);
        }
    }

    @Test
    void describes_itself_in_words() {
        assertThat(List.of(
                                BACKUP,
                                new Weekly(EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), TWO, PARIS),
                                MonthlyOrdinal.first(DayOfWeek.SUNDAY, TWO, PARIS),
                                new MonthlyDay(1, TWO, PARIS),
                                Once.at(LocalDateTime.parse("2025-06-11T10:00"), PARIS))
                        .stream()
                        .map(Schedule::describe))
                .containsExactly(
                        "daily at 02:00 Europe/Paris",
                        "every Monday, Sunday at 02:00 Europe/Paris",
                        "every first Sunday of the month at 02:00 Europe/Paris",
                        "day 1 of every month at 02:00 Europe/Paris",
                        "once at 2025-06-11T10:00+02:00[Europe/Paris]");
    }

    @Test
    void a_rule_that_never_fires_is_refused() {
        assertThatThrownBy(() -> new Weekly(Set.of(), TWO, PARIS)).hasMessageContaining("days are empty");
        assertThatThrownBy(() -> new MonthlyDay(32, TWO, PARIS)).hasMessageContaining("1 to 31");
        assertThatThrownBy(() -> new MonthlyDay(0, TWO, PARIS)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
