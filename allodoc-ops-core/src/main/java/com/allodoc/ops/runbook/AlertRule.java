package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.threshold.AlertTiming;
import com.allodoc.ops.threshold.Threshold;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is told about an indicator, and what that person does then. Immutable.
 *
 * @param name unique in its runbook, such as {@code HighErrorRate}
 * @param indicator the name of the {@link Indicator} it judges
 * @param limit when it holds
 * @param timing how long it must hold, and how long it outlives that
 * @param channel how people hear of it
 * @param severity what an incident begins with
 * @param procedure the name of the {@link Procedure} to follow; null when nobody wrote one
 */
public record AlertRule(
        String name,
        String indicator,
        Threshold limit,
        AlertTiming timing,
        Channel channel,
        Severity severity,
        @Nullable String procedure) {

    /** How people hear of an alert. */
    public enum Channel {
        /** Wakes somebody: pager or SMS. */
        PAGE,
        /** Chat and mail. */
        CHAT,
        /** Waits in a queue. */
        TICKET
    }

    public AlertRule {
        Words.requireText(name, "name");
        Words.requireText(indicator, "indicator");
        requireNonNull(limit, "limit");
        requireNonNull(timing, "timing");
        requireNonNull(channel, "channel");
        requireNonNull(severity, "severity");
    }

    /** Wakes somebody as soon as {@code limit} is broken. */
    public static AlertRule page(String name, String indicator, Threshold limit, Severity severity) {
        return new AlertRule(name, indicator, limit, AlertTiming.IMMEDIATE, Channel.PAGE, severity, null);
    }

    /** Tells chat and mail as soon as {@code limit} is broken. */
    public static AlertRule chat(String name, String indicator, Threshold limit, Severity severity) {
        return new AlertRule(name, indicator, limit, AlertTiming.IMMEDIATE, Channel.CHAT, severity, null);
    }

    /** The same alert, once the limit has been broken for {@code duration}. */
    public AlertRule pendingFor(Duration duration) {
        AlertTiming waiting = new AlertTiming(duration, timing.keepFiringFor());
        return new AlertRule(name, indicator, limit, waiting, channel, severity, procedure);
    }

    /** The same alert, answered by {@code procedureName}. */
    public AlertRule answeredBy(String procedureName) {
        return new AlertRule(name, indicator, limit, timing, channel, severity, procedureName);
    }
}
