package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Words and durations as they appear in explanations. */
final class Texts {

    private Texts() {}

    static String requireText(String value, String parameter) {
        requireNonNull(value, parameter);
        if (value.isBlank()) {
            throw new IllegalArgumentException(parameter + " must not be blank; give it a name");
        }
        return value;
    }

    static Duration requirePositive(Duration value, String parameter) {
        requireNonNull(value, parameter);
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(parameter + " must be positive, not " + value);
        }
        return value;
    }

    /** {@code 25 h}, {@code 24 h 59 min 59 s}, {@code 8 d}: whole units, at most three, never rounded up. */
    static String words(Duration duration) {
        if (duration.isNegative()) {
            return "-" + words(duration.negated());
        }
        List<String> parts = new ArrayList<>();
        long hours = duration.toHours();
        if (hours >= 72) {
            parts.add(hours / 24 + " d");
            hours %= 24;
        }
        if (hours > 0) {
            parts.add(hours + " h");
        }
        if (duration.toMinutesPart() > 0) {
            parts.add(duration.toMinutesPart() + " min");
        }
        if (duration.toSecondsPart() > 0) {
            parts.add(duration.toSecondsPart() + " s");
        }
        if (parts.isEmpty()) {
            return duration.toMillis() + " ms";
        }
        return String.join(" ", parts.subList(0, Math.min(3, parts.size())));
    }
}
