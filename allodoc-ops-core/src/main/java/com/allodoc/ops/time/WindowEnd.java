package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;

/** How a maintenance window ends: at a local time, or after a while. Immutable. */
public sealed interface WindowEnd {

    /** The window of {@code opens} that belongs to {@code date}. */
    Occurrence window(Schedule opens, LocalDate date);

    /** How many dates back a window may have started that is still open. */
    int reachInDays();

    /** The end in words: {@code until 04:00}, {@code for PT2H}. */
    String describe();

    /** The next time the local clock shows {@code time}; the time of the opening itself stands for one day later. */
    static WindowEnd at(LocalTime time) {
        return new AtTime(time);
    }

    /** Elapsed time after the opening, whatever the local clock shows then. */
    static WindowEnd after(Duration elapsed) {
        return new After(elapsed);
    }

    /** An end on the local clock: the window follows the clock when it changes. */
    record AtTime(LocalTime time) implements WindowEnd {
        public AtTime {
            requireNonNull(time, "time");
        }

        @Override
        public Occurrence window(Schedule opens, LocalDate date) {
            LocalDate lastDate = time.isAfter(opens.time()) ? date : date.plusDays(1);
            return WallClock.between(date.atTime(opens.time()), lastDate.atTime(time), opens.zone());
        }

        @Override
        public int reachInDays() {
            return 2;
        }

        @Override
        public String describe() {
            return "until " + time;
        }
    }

    /** An end in elapsed time: the window always lasts equally long. */
    record After(Duration elapsed) implements WindowEnd {
        public After {
            requireNonNull(elapsed, "elapsed");
            if (elapsed.isNegative() || elapsed.isZero()) {
                throw new IllegalArgumentException("elapsed must be positive but is " + elapsed);
            }
        }

        @Override
        public Occurrence window(Schedule opens, LocalDate date) {
            return new Occurrence(opens.startOn(date), opens.startOn(date).plus(elapsed));
        }

        @Override
        public int reachInDays() {
            return Math.toIntExact(elapsed.toDays()) + 2;
        }

        @Override
        public String describe() {
            return "for " + elapsed;
        }
    }
}
