package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;

/** One reason for which a policy keeps backups. Immutable. */
public sealed interface RetentionRule {

    /** The periods of which it keeps one backup each; {@link RetentionPeriod#LAST} when it keeps all it reaches. */
    RetentionPeriod period();

    /** {@code daily}, {@code weekly within P3M}, {@code recovery window P14D}: unique within a policy. */
    String label();

    /** What one kept backup is to this rule: {@code weekly 7 of 12}. */
    String describe(int slot, boolean oldest);

    /** Keeps the newest backup of each of the newest {@code count} periods that have one. */
    record Counted(RetentionPeriod period, int count) implements RetentionRule {

        /** A count that never runs out. */
        public static final int UNLIMITED = -1;

        public Counted {
            requireNonNull(period, "period");
            if (count == 0 || count < UNLIMITED) {
                throw new IllegalArgumentException("count of " + period.label() + " must be positive or UNLIMITED, not "
                        + count + "; leave the rule out to keep none");
            }
        }

        public boolean unlimited() {
            return count == UNLIMITED;
        }

        @Override
        public String label() {
            return period.label();
        }

        @Override
        public String describe(int slot, boolean oldest) {
            String prefix = oldest ? "oldest " : "";
            return prefix + label() + " " + slot + (unlimited() ? " of all" : " of " + count);
        }
    }

    /**
     * Keeps the newest backup of every period that lies less than {@code age} before the newest backup (restic's
     * {@code --keep-within}). Months and years are those of the policy's zone, a day that doesn't exist in the month
     * becomes its last.
     */
    record Within(RetentionPeriod period, TemporalAmount age) implements RetentionRule {

        public Within {
            requireNonNull(period, "period");
            requireForward(age, "age");
        }

        @Override
        public String label() {
            return period == RetentionPeriod.LAST ? "within " + age : period.label() + " within " + age;
        }

        @Override
        public String describe(int slot, boolean oldest) {
            return (oldest ? "oldest " : "") + label() + " of the newest";
        }
    }

    /**
     * Keeps what is needed to return to any backup point of the last {@code window} before now: every backup inside,
     * and the newest one that is older, without which the beginning of the window can't be restored (pgBackRest's
     * {@code time}, Barman's recovery window).
     */
    record RecoveryWindow(TemporalAmount window) implements RetentionRule {

        public RecoveryWindow {
            requireForward(window, "window");
        }

        @Override
        public RetentionPeriod period() {
            return RetentionPeriod.LAST;
        }

        @Override
        public String label() {
            return "recovery window " + window;
        }

        @Override
        public String describe(int slot, boolean oldest) {
            return oldest
                    ? "newest before the recovery window " + window + ", whose beginning needs it"
                    : "inside the recovery window " + window;
        }
    }

    /** The instant {@code amount} before {@code instant} on the calendar of {@code zone}. */
    static Instant before(Instant instant, TemporalAmount amount, ZoneId zone) {
        return amount instanceof Duration duration
                ? instant.minus(duration)
                : instant.atZone(zone).minus(amount).toInstant();
    }

    private static void requireForward(TemporalAmount amount, String parameter) {
        requireNonNull(amount, parameter);
        if (!(amount instanceof Duration) && !(amount instanceof Period)) {
            throw new IllegalArgumentException(parameter + " must be a Duration or a Period, not "
                    + amount.getClass().getSimpleName());
        }
        // A mixed period such as "1 month minus 40 days" must not slip through: look from the shortest month.
        Instant march = Instant.parse("2001-03-01T00:00:00Z");
        if (!before(march, amount, ZoneOffset.UTC).isBefore(march)) {
            throw new IllegalArgumentException(parameter + " must be positive, not " + amount);
        }
    }
}
