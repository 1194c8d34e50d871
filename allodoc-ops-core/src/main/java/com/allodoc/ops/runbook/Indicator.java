package com.allodoc.ops.runbook;

import com.allodoc.ops.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * A number that people watch, and what they want it to be. Immutable.
 *
 * @param name unique in its runbook, such as {@code http_p95_seconds}; base units
 * @param title for people
 * @param unit the unit of every limit on it, empty for a plain count
 * @param missed when the target is missed; null for a number that is only watched
 */
public record Indicator(
        String name, String title, String unit, @Nullable Threshold missed) {

    public Indicator {
        Words.requireText(name, "name");
        Words.requireText(title, "title");
    }

    /** A number with a target: {@code missed} is where it is no longer good. */
    public static Indicator of(String name, String unit, Threshold missed) {
        return new Indicator(name, name, unit, missed);
    }

    /** A number whose trend is looked at and of which nothing is asked. */
    public static Indicator watched(String name, String unit) {
        return new Indicator(name, name, unit, null);
    }
}
