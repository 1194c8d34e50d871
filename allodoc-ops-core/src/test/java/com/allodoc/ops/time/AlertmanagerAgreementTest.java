package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our windows against Alertmanager's model (timeinterval.go): the fields of the local clock, ANDed, minute by minute. */
class AlertmanagerAgreementTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris,        2025",
        "America/New_York,    2025",
        "America/Sao_Paulo,   2017",
        "Australia/Lord_Howe, 2025",
        "Pacific/Chatham,     2025",
        "Pacific/Apia,        2011",
        "Africa/Casablanca,   2025",
        "Asia/Kolkata,        2025",
        "UTC,                 2025",
    })
    void every_minute_of_two_years_is_open_in_both_or_in_none(ZoneId zone, int year) {
        MaintenanceWindow weekly = MaintenanceWindow.of(
                "weekly", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(2, 0), zone), LocalTime.of(4, 0));
        MaintenanceWindow monthly = MaintenanceWindow.of(
                "monthly", MonthlyOrdinal.first(DayOfWeek.SUNDAY, LocalTime.of(2, 0), zone), LocalTime.of(6, 0));

        assertThat(firstDifference(weekly, year, new FieldMatch(31, 2 * 60, 4 * 60)))
                .isEqualTo("none");
        assertThat(firstDifference(monthly, year, new FieldMatch(7, 2 * 60, 6 * 60)))
                .isEqualTo("none");
    }

    /** {@code weekdays: [sunday]}, {@code days_of_month: ['1:lastDay']} and one time range, in the location. */
    private record FieldMatch(int lastDay, int fromMinute, int toMinute) {
        boolean matches(LocalDateTime local) {
            int minute = local.getHour() * 60 + local.getMinute();
            return local.getDayOfWeek() == DayOfWeek.SUNDAY
                    && local.getDayOfMonth() <= lastDay
                    && minute >= fromMinute
                    && minute < toMinute;
        }
    }

    /** On a day without any occurrence the window is closed all day; on the others every minute is asked. */
    private static String firstDifference(MaintenanceWindow window, int year, FieldMatch fields) {
        ZoneRules rules = window.opens().zone().getRules();
        Instant end = Instant.parse(year + 2 + "-01-01T00:00:00Z");
        Instant day = Instant.parse(year + "-01-01T00:00:00Z");
        while (day.isBefore(end)) {
            Instant nextDay = day.plus(Duration.ofDays(1));
            boolean closedAllDay = window.occurrences(day, nextDay).isEmpty();
            for (Instant minute = day; minute.isBefore(nextDay); minute = minute.plusSeconds(60)) {
                ZoneOffset offset = rules.getOffset(minute);
                boolean expected = fields.matches(LocalDateTime.ofEpochSecond(minute.getEpochSecond(), 0, offset));
                if (expected != (!closedAllDay && window.isOpen(minute))) {
                    return window.name() + " at " + minute + ": the fields say " + (expected ? "open" : "closed");
                }
            }
            day = nextDay;
        }
        return "none";
    }
}
