package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Weekly opening hours and holidays in one zone. Hours are half-open and local: the opening instant is inside, the closing
 * instant is not, and both follow the clock when it changes (see {@link WallClock}). A business day is a date with opening
 * hours that is no holiday. Immutable.
 *
 * @param hours opening hours per day of the week, sorted, never overlapping; a day without any is absent
 * @param holidays dates on which nothing opens
 * @param zone where the hours apply
 * @see #weekdays(LocalTime, LocalTime, ZoneId)
 * @see #builder(ZoneId)
 */
public record BusinessCalendar(Map<DayOfWeek, List<Hours>> hours, Set<LocalDate> holidays, ZoneId zone) {

    /**
     * One stretch of opening hours within a day.
     *
     * @param open first local time inside
     * @param close first local time after it; midnight stands for the end of the day
     */
    public record Hours(LocalTime open, LocalTime close) {

        public Hours {
            requireNonNull(open, "open");
            requireNonNull(close, "close");
            if (!close.equals(LocalTime.MIDNIGHT) && !close.isAfter(open)) {
                throw new IllegalArgumentException("close " + close + " is not after open " + open
                        + "; split hours that cross midnight into one range per day, with 00:00 as the end of the day");
            }
        }

        private Occurrence on(LocalDate date, ZoneId zone) {
            LocalDate lastDate = close.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
            return WallClock.between(date.atTime(open), lastDate.atTime(close), zone);
        }

        private boolean overlaps(Hours later) {
            return close.equals(LocalTime.MIDNIGHT) || later.open.isBefore(close);
        }

        private boolean touches(Hours later) {
            return later.open.equals(close);
        }
    }

    public BusinessCalendar {
        requireNonNull(zone, "zone");
        Map<DayOfWeek, List<Hours>> sorted = new EnumMap<>(DayOfWeek.class);
        hours.forEach((day, ranges) -> {
            if (!ranges.isEmpty()) {
                sorted.put(day, sortedAndJoined(day, ranges));
            }
        });
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("hours are empty: a calendar that never opens is refused;"
                    + " leave the calendar out where no business hours apply");
        }
        hours = Collections.unmodifiableMap(sorted);
        holidays = Collections.unmodifiableSet(new TreeSet<>(holidays));
    }

    /** Monday to Friday from {@code open} to {@code close}, without holidays. */
    public static BusinessCalendar weekdays(LocalTime open, LocalTime close, ZoneId zone) {
        Builder builder = builder(zone);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
                builder.open(day, open, close);
            }
        }
        return builder.build();
    }

    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /** This calendar with {@code more} holidays beside those it has. */
    public BusinessCalendar withHolidays(Collection<LocalDate> more) {
        Set<LocalDate> all = new TreeSet<>(holidays);
        all.addAll(more);
        return new BusinessCalendar(hours, all, zone);
    }

    /** Whether {@code instant} lies in opening hours: the opening instant does, the closing instant does not. */
    public boolean isOpen(Instant instant) {
        // An overlap or a gap at midnight lets hours reach into the neighbouring date.
        LocalDate date = instant.atZone(zone).toLocalDate();
        return openOn(date.minusDays(1), instant) || openOn(date, instant) || openOn(date.plusDays(1), instant);
    }

    /** Whether {@code date} has opening hours and is no holiday. */
    public boolean isBusinessDay(LocalDate date) {
        return hours.containsKey(date.getDayOfWeek()) && !holidays.contains(date) && WallClock.exists(date, zone);
    }

    /**
     * The first opening strictly after {@code instant}. At the very instant of an opening, and at any time in opening hours,
     * it is the opening after that. Each range of a day counts, and each day of a calendar that is open around the clock.
     */
    public Instant nextOpening(Instant instant) {
        LocalDate date = instant.atZone(zone).toLocalDate().minusDays(2);
        while (true) {
            for (Occurrence opening : on(date)) {
                if (opening.start().isAfter(instant)) {
                    return opening.start();
                }
            }
            date = nextBusinessDay(date);
        }
    }

    /** The first opening of the next business day, strictly after the local date of {@code instant}. */
    public Instant startOfNextBusinessDay(Instant instant) {
        LocalDate date = nextBusinessDay(instant.atZone(zone).toLocalDate());
        return WallClock.start(date.atTime(rangesOf(date).get(0).open()), zone);
    }

    /**
     * The last closing of the next business day, strictly after the local date of {@code instant}: Tuesday's for a Monday
     * at 03:00 as for a Monday at 17:00.
     */
    public Instant endOfNextBusinessDay(Instant instant) {
        LocalDate date = nextBusinessDay(instant.atZone(zone).toLocalDate());
        List<Hours> ranges = rangesOf(date);
        return ranges.get(ranges.size() - 1).on(date, zone).end();
    }

    /** The opening hours that share an instant with [{@code from}, {@code to}), in order and not cut at its ends. */
    public List<Occurrence> openings(Instant from, Instant to) {
        Occurrence range = new Occurrence(from, to);
        LocalDate last = to.atZone(zone).toLocalDate().plusDays(1);
        List<Occurrence> result = new ArrayList<>();
        LocalDate first = from.atZone(zone).toLocalDate().minusDays(2);
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            for (Occurrence opening : on(date)) {
                if (opening.overlaps(range)) {
                    result.add(opening);
                }
            }
        }
        return List.copyOf(result);
    }

    private LocalDate nextBusinessDay(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!isBusinessDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private boolean openOn(LocalDate date, Instant instant) {
        return on(date).stream().anyMatch(opening -> opening.contains(instant));
    }

    private List<Occurrence> on(LocalDate date) {
        if (!isBusinessDay(date)) {
            return List.of();
        }
        return rangesOf(date).stream()
                .map(range -> range.on(date, zone))
                .filter(opening -> opening.start().isBefore(opening.end()))
                .toList();
    }

    private List<Hours> rangesOf(LocalDate date) {
        return hours.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private static List<Hours> sortedAndJoined(DayOfWeek day, List<Hours> ranges) {
        List<Hours> joined = new ArrayList<>();
        for (Hours range :
                ranges.stream().sorted(Comparator.comparing(Hours::open)).toList()) {
            Hours last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.touches(range)) {
                joined.set(joined.size() - 1, new Hours(last.open(), range.close()));
            } else if (last != null && last.overlaps(range)) {
                throw new IllegalArgumentException("hours of " + day + " overlap: " + last + " and " + range
                        + "; give one range that covers both");
            } else {
                joined.add(range);
            }
        }
        return List.copyOf(joined);
    }

    /** Collects opening hours and holidays; not thread-safe. */
    public static final class Builder {
        private final ZoneId zone;
        private final Map<DayOfWeek, List<Hours>> hours = new EnumMap<>(DayOfWeek.class);
        private final Set<LocalDate> holidays = new TreeSet<>();

        private Builder(ZoneId zone) {
            this.zone = requireNonNull(zone, "zone");
        }

        /** Adds one range to {@code day}; call it once per range. */
        public Builder open(DayOfWeek day, LocalTime open, LocalTime close) {
            hours.computeIfAbsent(day, unused -> new ArrayList<>()).add(new Hours(open, close));
            return this;
        }

        public Builder holidays(Collection<LocalDate> dates) {
            holidays.addAll(dates);
            return this;
        }

        /**
         * The calendar.
         *
         * @throws IllegalArgumentException if there are no hours at all, or two ranges of a day overlap
         */
        public BusinessCalendar build() {
            return new BusinessCalendar(hours, holidays, zone);
        }
    }
}
