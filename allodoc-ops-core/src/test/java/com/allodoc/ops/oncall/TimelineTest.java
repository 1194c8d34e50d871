package com.allodoc.ops.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.oncall.Timeline.Claim;
import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
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

            for (int hour = 0; hour < HOURS + 20; hour++) {
                Instant instant = at(hour);
                Optional<String> expected = range.contains(instant)
                        ? claims.stream()
                                .filter(claim -> claim.shift().when().contains(instant))
                                .min(BEST)
                                .map(claim -> claim.shift().person())
                        : Optional.empty();
                List<String> holding = shifts.stream()
                        .filter(shift -> shift.when().contains(instant))
                        .map(Shift::person)
                        .toList();
                String context = "seed " + SEED + ", round " + round + ", hour " + hour + ": " + claims;

                assertThat(holding).as(context).isEqualTo(expected.stream().toList());
                assertThat(gaps.stream().anyMatch(gap -> gap.contains(instant)))
                        .as(context)
                        .isEqualTo(range.contains(instant) && expected.isEmpty());
            }
        }
    }

    private static Instant at(int hour) {
        return Instant.EPOCH.plusSeconds(hour * 3600L);
    }

    private static Occurrence hours(int start, int end) {
        return new Occurrence(at(start), at(end));
    }
}
