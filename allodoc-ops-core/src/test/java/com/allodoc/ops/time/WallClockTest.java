package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallClockTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris,        2025-06-11T02:30, 2025-06-11T00:30:00Z, 2025-06-11T00:30:00Z",
        "Europe/Paris,        2025-03-30T02:30, 2025-03-30T01:30:00Z, 2025-03-30T01:30:00Z",
        "Europe/Paris,        2025-10-26T02:30, 2025-10-26T00:30:00Z, 2025-10-26T01:30:00Z",
        "Australia/Lord_Howe, 2025-10-05T02:15, 2025-10-04T15:45:00Z, 2025-10-04T15:45:00Z",
        "Australia/Lord_Howe, 2025-04-06T01:45, 2025-04-05T14:45:00Z, 2025-04-05T15:15:00Z",
        "America/Sao_Paulo,   2018-11-04T00:00, 2018-11-04T03:00:00Z, 2018-11-04T03:00:00Z",
        "Pacific/Apia,        2011-12-30T02:00, 2011-12-30T12:00:00Z, 2011-12-30T12:00:00Z",
        "Asia/Kolkata,        2025-03-30T02:30, 2025-03-29T21:00:00Z, 2025-03-29T21:00:00Z",
    })
    void a_skipped_time_moves_forward_and_a_repeated_one_starts_first_and_ends_last(
            ZoneId zone, LocalDateTime local, Instant start, Instant end) {
        assertThat(WallClock.start(local, zone)).isEqualTo(start);
        assertThat(WallClock.end(local, zone)).isEqualTo(end);
    }

    @Test
    void an_interval_that_ends_in_the_hour_that_happens_twice_lasts_until_its_second_end() {
        Occurrence interval = between("2025-10-26T01:00", "2025-10-26T02:30");

        assertThat(interval.duration()).isEqualTo(Duration.ofMinutes(150));
        assertThat(interval.end()).isEqualTo(Instant.parse("2025-10-26T01:30:00Z"));
    }

    @Test
    void a_start_that_would_move_past_the_end_takes_the_end_of_the_gap() {
        Occurrence interval = between("2025-03-30T02:30", "2025-03-30T03:15");

        assertThat(interval.start()).isEqualTo(Instant.parse("2025-03-30T01:00:00Z"));
        assertThat(interval.duration()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void an_interval_within_the_gap_keeps_its_length() {
        assertThat(between("2025-03-30T02:15", "2025-03-30T02:45"))
                .isEqualTo(
                        new Occurrence(Instant.parse("2025-03-30T01:15:00Z"), Instant.parse("2025-03-30T01:45:00Z")));
    }

    @Test
    void an_interval_of_which_the_gap_leaves_nothing_is_empty() {
        assertThat(between("2025-03-30T02:30", "2025-03-30T03:00").duration()).isZero();
    }

    @Test
    void an_end_that_is_not_after_the_start_is_refused() {
        assertThatThrownBy(() -> between("2025-06-11T22:00", "2025-06-11T02:00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("next day");
    }

    @Test
    void a_date_that_a_zone_skipped_does_not_exist() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        assertThat(WallClock.exists(LocalDate.parse("2011-12-30"), apia)).isFalse();
        assertThat(WallClock.exists(LocalDate.parse("2011-12-31"), apia)).isTrue();
        assertThat(WallClock.exists(LocalDate.parse("2018-11-04"), ZoneId.of("America/Sao_Paulo")))
                .isTrue();
    }

    private static Occurrence between(String start, String end) {
        return WallClock.between(LocalDateTime.parse(start), LocalDateTime.parse(end), PARIS);
    }
}
