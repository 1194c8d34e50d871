package com.allodoc.ops.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.oncall.Timeline.Claim;
import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long SEED = Long.getLong("seed", 42L);
    private static final int HOURS = 60;

    /** The rule in its simplest form: at every instant, the best of the claims that hold it. */
    private static final Comparator<Claim> BEST = Comparator.comparing((Claim claim) -> !claim.override())
            .thenComparing(claim -> claim.override() ? 0 : -claim.priority())
            .thenComparing(claim -> claim.shift().when().start());

    @Test
    void the_best_claim_holds_at_every_instant_and_gaps_are_where_there_is_none() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            List<Claim> claims = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                int start = random.nextInt(HOURS);
                claims.add(new Claim(
                        random.nextInt(4) == 0,
                        random.nextInt(3),
                        new Shift("p" + i, hours(start, start + random.nextInt(1, 20)), "layer", "rule")));
            }
            Occurrence range = hours(10, 50);
            List<Shift> shifts = Timeline.resolve(claims, range);
            List<Occurrence> gaps = Timeline.uncovered(range, shifts);

            List<String> expected = new ArrayList<>();
            List<String> actual = new ArrayList<>();
            for (int hour = 0; hour < HOURS + 20; hour++) {
                Instant instant = at(hour);
                expected.add(range.contains(instant) ? bestAt(claims, instant) : "out of range");
                actual.add(holding(shifts, gaps, instant));
            }

            assertThat(actual).as("seed %s, round %s: %s", SEED, round, claims).isEqualTo(expected);
        }
    }

    private static String bestAt(List<Claim> claims, Instant instant) {
        return claims.stream()
                .filter(claim -> claim.shift().when().contains(instant))
                .min(BEST)
                .map(claim -> claim.shift().person())
                .orElse("gap");
    }

    /** Everybody who holds, one after the other: more than one name is a mistake. */
    private static String holding(List<Shift> shifts, List<Occurrence> gaps, Instant instant) {
        Stream<String> people =
                shifts.stream().filter(shift -> shift.when().contains(instant)).map(Shift::person);
        Stream<String> gap =
                gaps.stream().filter(when -> when.contains(instant)).map(when -> "gap");
        String all = Stream.concat(people, gap).collect(Collectors.joining(" and "));
        return all.isEmpty() ? "out of range" : all;
    }

    private static Instant at(int hour) {
        return Instant.EPOCH.plusSeconds(hour * 3600L);
    }

    private static Occurrence hours(int start, int end) {
        return new Occurrence(at(start), at(end));
    }
}
