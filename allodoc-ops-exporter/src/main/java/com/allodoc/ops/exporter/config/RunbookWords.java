package com.allodoc.ops.exporter.config;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.MonthlyDay;
import com.allodoc.ops.time.MonthlyOrdinal;
import com.allodoc.ops.time.Ordinal;
import com.allodoc.ops.time.Schedule;
import com.allodoc.ops.time.Weekly;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small languages of the definition: limits, schedules, days, times. Every message says what is expected. */
final class RunbookWords {
    private static final Pattern LIMIT = Pattern.compile("(>=|>|<=|<)\\s*(-?\\d+(?:\\.\\d+)?)");
    private static final Pattern SCHEDULE = Pattern.compile(
            "(?:(daily)|(?:(first|second|third|fourth|last) )?([A-Za-z]+)(?: of the month)?|day (\\d{1,2}) of the month)"
                    + " at (\\d{2}:\\d{2})");

    private RunbookWords() {}

    static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number", e);
        }
        throw new IllegalArgumentException("expected a finite number");
    }

    /** {@code > 0.8}. */
    static Threshold limit(String text) {
        Matcher parts = LIMIT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a limit such as \"> 0.8\", \">= 10\" or \"< 1\"");
        }
        double value = Double.parseDouble(parts.group(2));
        return switch (parts.group(1)) {
            case ">" -> Threshold.above(value);
            case ">=" -> Threshold.atLeast(value);
            case "<" -> Threshold.below(value);
            default -> Threshold.atMost(value);
        };
    }

    /** {@code daily at 02:00}, {@code Sunday at 02:00}, {@code first Sunday of the month at 02:00}. */
    static Function<String, Schedule> schedule(ZoneId zone) {
        return text -> {
            Matcher parts = SCHEDULE.matcher(text.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "expected a schedule such as \"daily at 02:00\", \"Sunday at 02:00\","
                                + " \"first Sunday of the month at 02:00\" or \"day 1 of the month at 02:00\"");
            }
            LocalTime time = time(parts.group(5));
            if (parts.group(1) != null) {
                return new Daily(time, zone);
            }
            if (parts.group(4) != null) {
                return new MonthlyDay(Integer.parseInt(parts.group(4)), time, zone);
            }
            DayOfWeek day = day(parts.group(3));
            return parts.group(2) == null
                    ? Weekly.on(day, time, zone)
                    : new MonthlyOrdinal(Ordinal.valueOf(parts.group(2).toUpperCase(Locale.ROOT)), day, time, zone);
        };
    }

    static DayOfWeek day(String text) {
        return constant(DayOfWeek.class, text);
    }

    static LocalTime time(String text) {
        return java(text, LocalTime::parse, "a time such as 02:00");
    }

    static LocalDate date(String text) {
        return java(text, LocalDate::parse, "a date such as 2025-04-01");
    }

    static ZoneId zone(String text) {
        return java(text, ZoneId::of, "a time zone such as Europe/Paris");
    }

    private static <T> T java(String text, Function<String, T> parser, String expected) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected " + expected, e);
        }
    }

    /** A word out of a closed set, in any case. */
    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text.strip())) {
                return constant;
            }
        }
        StringBuilder words = new StringBuilder("expected one of");
        for (E constant : type.getEnumConstants()) {
            words.append(' ').append(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(words.toString());
    }
}
