package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Laws that hold in every zone of the JDK. Repeat a failure with {@code -Dseed=...}. */
class SchedulePropertiesTest {
    private static final long SEED = Long.getLong("seed", 20251026L);
    private static final List<String> ZONES = List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds()));
    private static final List<DayOfWeek> DAYS = List.of(DayOfWeek.values());
    private static final List<Ordinal> ORDINALS = List.of(Ordinal.values());

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void every_date_that_exists_fires_exactly_once() {
        for (int round = 0; round < 250; round++) {
            Daily daily = new Daily(anyTime(), anyZone());
            LocalDate first = LocalDate.of(random.nextInt(1972, 2038), 1, 1);
            Instant from = daily.startOn(first);
            Instant to = daily.startOn(first.plusYears(1));
            List<Instant> dates = first.datesUntil(first.plusYears(1))
                    .filter(date -> WallClock.exists(date, daily.zone()))
                    .map(daily::startOn)
                    .toList();

            assertThat(daily.between(from, to))
                    .as("seed %s: %s in %s", SEED, daily, first.getYear())
                    .isEqualTo(dates)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void next_after_previous_is_identity() {
        for (int round = 0; round < 8_000; round++) {
            Schedule schedule = anySchedule();
            Instant instant = anyInstant();
            Instant next = schedule.next(instant).orElseThrow();
            Instant previous = schedule.previous(instant).orElseThrow();
            Supplier<String> context = () -> "seed " + SEED + ": " + schedule.describe() + " around " + instant;

            assertThat(next).as(context).isAfter(instant);
            assertThat(previous).as(context).isBefore(instant);
            assertThat(schedule.previous(next).flatMap(schedule::next))
                    .as(context)
                    .contains(next);
            assertThat(schedule.next(previous).flatMap(schedule::previous))
                    .as(context)
                    .contains(previous);
            assertThat(schedule.between(previous, next.plusNanos(1)))
                    .as(context)
                    .allMatch(fired -> fired.equals(previous) || fired.equals(instant) || fired.equals(next));
        }
    }

    @Test
    void a_window_is_open_exactly_within_its_occurrences() {
        for (int round = 0; round < 5_000; round++) {
            MaintenanceWindow window = random.nextBoolean()
                    ? MaintenanceWindow.of("any", anySchedule(), anyTime())
                    : MaintenanceWindow.of("any", anySchedule(), Duration.ofMinutes(random.nextInt(1, 4000)));
            Instant instant = anyInstant();
            boolean listed =
                    window.occurrences(instant.minus(Duration.ofDays(4)), instant.plus(Duration.ofDays(4))).stream()
                            .anyMatch(occurrence -> occurrence.contains(instant));
            Occurrence next = window.next(instant).orElseThrow();
            Supplier<String> context = () -> "seed " + SEED + ": " + window.describe() + " at " + instant;

            assertThat(window.isOpen(instant)).as(context).isEqualTo(listed);
            assertThat(window.isOpen(next.start())).as(context).isTrue();
            assertThat(window.previous(next.start().plusNanos(1))).as(context).contains(next);
        }
    }

    private Schedule anySchedule() {
        DayOfWeek day = any(DAYS);
        return switch (random.nextInt(4)) {
            case 0 -> new Daily(anyTime(), anyZone());
            case 1 -> new Weekly(anyDays(), anyTime(), anyZone());
            case 2 -> new MonthlyOrdinal(any(ORDINALS), day, anyTime(), anyZone());
            default -> new MonthlyDay(random.nextInt(1, 32), anyTime(), anyZone());
        };
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Set<DayOfWeek> anyDays() {
        List<DayOfWeek> days = new ArrayList<>(DAYS);
        Collections.shuffle(days, new Random(random.nextLong()));
        return Set.copyOf(days.subList(0, random.nextInt(1, DAYS.size() + 1)));
    }

    /** Half of the times lie between 00:00 and 04:00, where the clocks change. */
    private LocalTime anyTime() {
        int minutes = random.nextBoolean() ? random.nextInt(4 * 60) : random.nextInt(24 * 60);
        return LocalTime.MIDNIGHT.plusMinutes(minutes / 15 * 15L);
    }

    private ZoneId anyZone() {
        return ZoneId.of(any(ZONES));
    }

    private Instant anyInstant() {
        long from = Instant.parse("1972-01-01T00:00:00Z").getEpochSecond();
        long to = Instant.parse("2038-01-01T00:00:00Z").getEpochSecond();
        return Instant.ofEpochSecond(random.nextLong(from, to) / 900 * 900);
    }
}
