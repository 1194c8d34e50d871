package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names, durations and instants as a runbook says them. */
final class Words {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private Words() {}

    static String requireText(String value, String parameter) {
        requireNonNull(value, parameter);
        if (value.isBlank()) {
            throw new IllegalArgumentException(parameter + " must not be blank; say what people call it");
        }
        return value;
    }

    /** {@code 25 h}, {@code 1 h 30 min}, {@code 8 d}: whole units, zero left out. */
    static String of(Duration duration) {
        List<String> parts = new ArrayList<>();
        if (duration.toHours() >= 72) {
            add(parts, duration.toDaysPart(), "d");
            add(parts, duration.toHoursPart(), "h");
        } else {
            add(parts, duration.toHours(), "h");
        }
        add(parts, duration.toMinutesPart(), "min");
        add(parts, duration.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long amount, String unit) {
        if (amount != 0) {
            parts.add(amount + " " + unit);
        }
    }

    /** {@code 2025-03-30 02:00 Europe/Paris}. */
    static String of(Instant instant, ZoneId zone) {
        return DAY_AND_TIME.format(instant.atZone(zone)) + " " + zone;
    }
}
