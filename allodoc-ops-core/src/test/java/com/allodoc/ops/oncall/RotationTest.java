package com.allodoc.ops.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.oncall.Rotation.Turn;
import com.allodoc.ops.time.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RotationTest {
    private static final long SEED = Long.getLong("seed", 20250330L);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final Rotation WEEKLY = Rotation.builder(PARIS)
            .from(LocalDate.parse("2025-01-06"), NINE)
            .people("ana", "bo", "cy")
            .build();

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/oncall_shifts.csv", numLinesToSkip = 1)
    void agrees_with_the_table(
            int number,
            String person,
            OffsetDateTime startLocal,
            OffsetDateTime endLocal,
            Instant start,
            Instant end,
            long hours) {
        Occurrence when = new Occurrence(start, end);
        Turn turn = new Turn(number, person, when);

        assertThat(when).isEqualTo(new Occurrence(startLocal.toInstant(), endLocal.toInstant()));
        assertThat(when.duration()).isEqualTo(Duration.ofHours(hours));
        assertThat(WEEKLY.turns(start, end)).containsExactly(turn);
        assertThat(WEEKLY.turns(end.minusNanos(1), end)).containsExactly(turn);
    }

    @Test
    void the_handoff_instant_belongs_to_the_newcomer() {
        assertThat(personAt("2025-03-31T06:59:59Z")).isEqualTo("cy");
        assertThat(personAt("2025-03-31T07:00:00Z")).isEqualTo("ana");
        assertThat(personAt("2025-10-27T07:59:59Z")).isNotEqualTo(personAt("2025-10-27T08:00:00Z"));
    }

    @Test
    void there_is_no_turn_before_the_anchor() {
        assertThat(WEEKLY.turns(Instant.EPOCH, WEEKLY.start())).isEmpty();
        assertThat(WEEKLY.turns(Instant.EPOCH, WEEKLY.start().plusNanos(1))).hasSize(1);
    }

    @Nested
    class Other_periods {
        @Test
        void months_are_counted_from_the_anchor_and_do_not_drift() {
            Rotation monthly = Rotation.builder(PARIS)
                    .from(LocalDate.parse("2025-01-31"), NINE)
                    .every(Period.ofMonths(1))
                    .people("ana", "bo")
                    .build();

            assertThat(monthly.turns(Instant.parse("2025-02-01T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z")))
                    .extracting(turn -> turn.when().start().atZone(PARIS).toLocalDate())
                    .containsExactly(
                            LocalDate.parse("2025-01-31"),
                            LocalDate.parse("2025-02-28"),
                            LocalDate.parse("2025-03-31"));
        }

        @Test
        void a_daily_turn_of_a_date_that_never_happened_is_left_out() {
            Rotation daily = Rotation.builder(ZoneId.of("Pacific/Apia"))
                    .from(LocalDate.parse("2011-12-28"), NINE)
                    .every(Period.ofDays(1))
                    .people("ana", "bo", "cy", "di")
                    .build();

            assertThat(daily.turns(Instant.parse("2011-12-28T20:00:00Z"), Instant.parse("2012-01-01T00:00:00Z")))
                    .extracting(Turn::person)
                    .containsExactly("ana", "bo", "di", "ana");
        }
    }

    @Test
    void turns_follow_each_other_without_gap_or_overlap_and_never_depend_on_the_range() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> zones =
                List.of("Europe/Paris", "America/Sao_Paulo", "Pacific/Apia", "Australia/Lord_Howe", "America/St_Johns");
        for (int round = 0; round < 150; round++) {
            Rotation rotation = new Rotation(
                    LocalDate.of(2005, 1, 1).plusDays(random.nextInt(3000)),
                    random.nextBoolean() ? Period.ofDays(random.nextInt(1, 30)) : Period.ofMonths(random.nextInt(1, 4)),
                    List.of("ana", "bo", "cy").subList(0, random.nextInt(1, 4)),
                    LocalTime.MIDNIGHT.plusMinutes(random.nextInt(24 * 60)),
                    ZoneId.of(zones.get(random.nextInt(zones.size()))));
            Instant from = rotation.start().plus(Duration.ofHours(random.nextInt(50_000)));
            Instant to = from.plus(Duration.ofDays(random.nextInt(1, 200)));
            List<Turn> turns = rotation.turns(from, to);
            String context = "seed " + SEED + ": " + rotation + " from " + from + " to " + to;

            assertThat(turns.get(0).when().contains(from)).as(context).isTrue();
            assertThat(turns.get(turns.size() - 1).when().contains(to.minusNanos(1)))
                    .as(context)
                    .isTrue();
            for (int i = 1; i < turns.size(); i++) {
                assertThat(turns.get(i).when().start())
                        .as(context)
                        .isEqualTo(turns.get(i - 1).when().end());
            }
            assertThat(rotation.turns(rotation.start(), to)).as(context).endsWith(turns.toArray(Turn[]::new));
        }
    }

    @Nested
    class It_refuses {
        @Test
        void nobody() {
            assertThatThrownBy(() -> new Rotation(LocalDate.EPOCH, Period.ofWeeks(1), List.of(), NINE, PARIS))
                    .hasMessageContaining("people");
        }

        @Test
        void a_period_that_is_not_positive() {
            List<String> people = List.of("ana");
            assertThatThrownBy(() -> new Rotation(LocalDate.EPOCH, Period.ZERO, people, NINE, PARIS))
                    .hasMessageContaining("period");
            assertThatThrownBy(() -> new Rotation(LocalDate.EPOCH, Period.ofDays(-1), people, NINE, PARIS))
                    .hasMessageContaining("period");
        }

        @Test
        void a_rotation_without_a_first_handoff() {
            assertThatThrownBy(() -> Rotation.builder(PARIS).people("ana").build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("call from(date, time)");
        }
    }

    private static String personAt(String instant) {
        Instant at = Instant.parse(instant);
        return WEEKLY.turns(at, at.plusNanos(1)).get(0).person();
    }
}
