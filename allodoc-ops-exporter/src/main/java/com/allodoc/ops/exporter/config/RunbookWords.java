package com.allodoc.ops.exporter.config;

import com.allodoc.ops.backup.BackupNamePattern;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.incident.Timing;
import com.allodoc.ops.runbook.Command;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.MonthlyDay;
import com.allodoc.ops.time.MonthlyOrdinal;
import com.allodoc.ops.time.Ordinal;
import com.allodoc.ops.time.Schedule;
import com.allodoc.ops.time.Weekly;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small languages of the definition: limits, schedules, days, times. Every message says what is expected. */
final class RunbookWords {
    private static final Pattern SAYS_SOMETHING = Pattern.compile("\\S[\\s\\S]*");
    private static final Pattern CLOCK = Pattern.compile("(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?");
    private static final Pattern CALENDAR = Pattern.compile("\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])");
    private static final Pattern NEEDS_SHELL = Pattern.compile("[|&;<>$`\"'*?(){}~]");
    private static final Pattern COMPARISON = Pattern.compile("(>=|>|<=|<)\\s*(-?\\d+(?:\\.\\d+)?)");
    private static final Pattern WHEN = Pattern.compile("(?:(daily)|(?:(first|second|third|fourth|last) )?("
            + RunbookWord.anyCase(List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
            + ")(?: of the month)?|day ([1-9]|[12]\\d|3[01]) of the month) at ((?:[01]\\d|2[0-3]):[0-5]\\d)");

    static final RunbookWord<String> TEXT = RunbookWord.of("text", "some words", SAYS_SOMETHING, Function.identity())
            .orTyped("number", "boolean");

    static final RunbookWord<Boolean> FLAG = RunbookWord.of(
                    "true or false", "true", Pattern.compile("true|false"), RunbookWords::flag)
            .orTyped("boolean");

    static final RunbookWord<Double> NUMBER = RunbookWord.of(
                    "number",
                    "0.5",
                    Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?"),
                    RunbookWords::number)
            .orTyped("number");

    static final RunbookWord<Integer> COUNT = RunbookWord.of(
                    "whole number", "2", Pattern.compile("\\d{1,9}"), RunbookWords::count)
            .orTyped("integer");

    static final RunbookWord<Duration> DURATION =
            RunbookWord.of("duration", "1m30s", DurationText.FORM, DurationText::parse);

    static final RunbookWord<LocalTime> TIME =
            RunbookWord.of("time of day", "02:00", CLOCK, text -> java(text, LocalTime::parse, "a time such as 02:00"));

    static final RunbookWord<LocalDate> DATE = RunbookWord.of(
            "date", "2026-04-01", CALENDAR, text -> java(text, LocalDate::parse, "a date such as 2025-04-01"));

    static final RunbookWord<ZoneId> ZONE = RunbookWord.of(
            "time zone",
            "Europe/Paris",
            Pattern.compile("[A-Za-z0-9~/._+:-]+"),
            text -> java(text, ZoneId::of, "a time zone such as Europe/Paris"));

    static final RunbookWord<DayOfWeek> DAY = RunbookWord.choice(
            "weekday",
            DayOfWeek.class,
            day -> day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT));

    static final RunbookWord<Severity> SEVERITY = RunbookWord.choice("severity", Severity.class, Severity::name);

    /** {@code > 0.8}. */
    static final RunbookWord<Threshold> LIMIT = RunbookWord.of("limit", "> 0.8", COMPARISON, RunbookWords::limit);

    /** {@code daily at 02:00}, {@code Sunday at 02:00}, {@code first Sunday of the month at 02:00}, in a zone. */
    static final RunbookWord<Function<ZoneId, Schedule>> SCHEDULE =
            RunbookWord.of("schedule", "first Sunday of the month at 02:00", WHEN, text -> {
                schedule(text, ZoneOffset.UTC);
                return zone -> schedule(text, zone);
            });

    /** A command line: through a shell only where it needs one. */
    static final RunbookWord<Command> COMMAND = RunbookWord.of(
            "command",
            "docker compose ps",
            SAYS_SOMETHING,
            line -> NEEDS_SHELL.matcher(line).find()
                    ? Command.shell(line)
                    : new Command(List.of(line.strip().split("\\s+"))));

    /** The shape of a backup's file names. */
    static final RunbookWord<String> FILE_NAMES =
            RunbookWord.of("file name", "backup_{environment}_{date}_{time}.sql.gz", SAYS_SOMETHING, text -> {
                new BackupNamePattern(text, "any", null, null, ZoneOffset.UTC);
                return text;
            });

    private static final Map<String, Timing> TIMINGS = Map.of(
            "at once", Timing.atOnce(),
            "when the next business day opens", Timing.startOfNextBusinessDay(),
            "by the end of the next business day", Timing.endOfNextBusinessDay(),
            "no clock", Timing.unhurried());

    /** How soon something is due. */
    static final RunbookWord<Timing> TIMING = RunbookWord.of(
            "time to act",
            "15m",
            Pattern.compile(
                    String.join("|", TIMINGS.keySet().stream().sorted().toList()) + "|" + DurationText.FORM.pattern()),
            RunbookWords::timing);

    private RunbookWords() {}

    /** A word out of a closed set, in any case. */
    static <E extends Enum<E>> RunbookWord<E> choice(String name, Class<E> type) {
        return RunbookWord.choice(name, type, constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private static double number(String text) {
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

    private static int count(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("expected a whole number");
        }
        return Integer.parseInt(text);
    }

    private static Threshold limit(String text) {
        Matcher parts = COMPARISON.matcher(text.strip());
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

    private static Schedule schedule(String text, ZoneId zone) {
        Matcher parts = WHEN.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a schedule such as \"daily at 02:00\", \"Sunday at 02:00\","
                    + " \"first Sunday of the month at 02:00\" or \"day 1 of the month at 02:00\"");
        }
        LocalTime time = LocalTime.parse(parts.group(5));
        if (parts.group(1) != null) {
            return new Daily(time, zone);
        }
        if (parts.group(4) != null) {
            return new MonthlyDay(Integer.parseInt(parts.group(4)), time, zone);
        }
        DayOfWeek day = DayOfWeek.valueOf(parts.group(3).toUpperCase(Locale.ROOT));
        return parts.group(2) == null
                ? Weekly.on(day, time, zone)
                : new MonthlyOrdinal(Ordinal.valueOf(parts.group(2).toUpperCase(Locale.ROOT)), day, time, zone);
    }

    private static Timing timing(String text) {
        Timing timing = TIMINGS.get(text.strip());
        if (timing != null) {
            return timing;
        }
        try {
            return Timing.within(DurationText.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected " + DurationText.EXPECTED + ", or one of: "
                            + String.join(
                                    ", ", TIMINGS.keySet().stream().sorted().toList()),
                    e);
        }
    }

    private static <T> T java(String text, Function<String, T> parser, String expected) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected " + expected, e);
        }
    }
}
