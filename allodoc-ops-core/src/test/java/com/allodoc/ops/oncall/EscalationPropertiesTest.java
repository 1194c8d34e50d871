package com.allodoc.ops.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.oncall.EscalationEvent.Acknowledged;
import com.allodoc.ops.oncall.EscalationEvent.Resolved;
import com.allodoc.ops.oncall.EscalationEvent.Triggered;
import com.allodoc.ops.oncall.EscalationEvent.Unacknowledged;
import com.allodoc.ops.oncall.EscalationPlan.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Laws of every escalation. Repeat a failure with {@code -Dseed=...}. */
class EscalationPropertiesTest {
    private static final long SEED = Long.getLong("seed", 20250611L);
    private static final int ROUNDS = 800;
    private static final Duration HOLDS = Duration.ofMinutes(20);
    private static final EscalationPolicy EXPIRING =
            Pagers.builder().acknowledgementExpiresAfter(HOLDS).build();

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void nobody_is_notified_after_an_acknowledgement_until_it_expires() {
        for (int round = 0; round < ROUNDS; round++) {
            List<EscalationEvent> events = anyEvents(anyStart());
            Instant now = lastOf(events).plus(Duration.ofDays(1));
            for (EscalationPolicy policy : List.of(Pagers.POLICY, EXPIRING)) {
                List<EscalationAction> actions = plan(policy, events, now).actions();
                for (EscalationEvent event : events) {
                    if (event instanceof Acknowledged && stateAt(policy, events, event.at()) == State.ACKNOWLEDGED) {
                        Instant until = endOfSilence(policy, events, event.at(), now);
                        assertThat(actions)
                                .as("seed %s, round %s: %s until %s of %s", SEED, round, event, until, events)
                                .noneMatch(action -> !action.at().isBefore(event.at())
                                        && action.at().isBefore(until));
                    }
                }
            }
        }
    }

    @Test
    void order_and_repetition_of_events_do_not_matter() {
        for (int round = 0; round < ROUNDS; round++) {
            List<EscalationEvent> events = anyEvents(anyStart());
            List<EscalationEvent> shuffled = new ArrayList<>(events);
            shuffled.addAll(events.subList(0, random.nextInt(events.size() + 1)));
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            Instant now = lastOf(events).plus(Duration.ofMinutes(random.nextInt(120)));

            assertThat(plan(EXPIRING, shuffled, now))
                    .as("seed %s, round %s: %s", SEED, round, shuffled)
                    .isEqualTo(plan(EXPIRING, events, now));
        }
    }

    @Test
    void what_was_done_is_never_taken_back_as_time_goes_on() {
        for (int round = 0; round < ROUNDS; round++) {
            List<EscalationEvent> events = anyEvents(anyStart());
            Instant later = lastOf(events).plus(Duration.ofHours(3));
            Instant earlier = events.get(0).at().plus(Duration.ofSeconds(random.nextInt(4 * 3600)));
            List<EscalationAction> inTheEnd = plan(EXPIRING, events, later).actions();

            assertThat(plan(EXPIRING, events, earlier).actions())
                    .as("seed %s, round %s: %s at %s", SEED, round, events, earlier)
                    .isEqualTo(inTheEnd.stream()
                            .filter(action -> !action.at().isAfter(earlier))
                            .toList());
        }
    }

    @Test
    void what_was_announced_happens_unless_an_event_comes_between() {
        for (int round = 0; round < ROUNDS; round++) {
            List<EscalationEvent> events = anyEvents(anyStart());
            Instant now = lastOf(events).plus(Duration.ofSeconds(random.nextInt(3600)));
            Optional<EscalationAction> next = plan(EXPIRING, events, now).next();

            next.ifPresent(action -> {
                List<EscalationAction> then =
                        plan(EXPIRING, events, action.at()).actions();
                assertThat(then).as("seed %s: %s after %s", SEED, events, now).contains(action);
                assertThat(plan(EXPIRING, events, action.at().minusNanos(1)).actions())
                        .as("seed %s: %s after %s", SEED, events, now)
                        .doesNotContain(action);
            });
        }
    }

    /** The first of: expiry without confirmation, the next event that is not an acknowledgement, {@code now}. */
    private static Instant endOfSilence(
            EscalationPolicy policy, List<EscalationEvent> events, Instant acknowledged, Instant now) {
        Instant other = events.stream()
                .filter(event -> event.at().isAfter(acknowledged) && !(event instanceof Acknowledged))
                .map(EscalationEvent::at)
                .min(Comparator.naturalOrder())
                .orElse(now);
        Instant expires = policy.equals(EXPIRING) ? acknowledged.plus(HOLDS) : now;
        return expires.isBefore(other) ? expires : other;
    }

    private static State stateAt(EscalationPolicy policy, List<EscalationEvent> events, Instant instant) {
        return plan(policy, events, instant).state();
    }

    private static EscalationPlan plan(EscalationPolicy policy, List<EscalationEvent> events, Instant now) {
        return EscalationPlan.at(policy, Pagers.SCHEDULES, events, now);
    }

    private static Instant lastOf(List<EscalationEvent> events) {
        return events.stream()
                .map(EscalationEvent::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant anyStart() {
        return Instant.parse("2025-03-24T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(250 * 24 * 60)));
    }

    /** Minutes in steps of five, so that ties with the steps of the policy are frequent. */
    private List<EscalationEvent> anyEvents(Instant start) {
        List<EscalationEvent> events = new ArrayList<>(List.of(new Triggered(start)));
        for (int i = random.nextInt(6); i > 0; i--) {
            Instant at = start.plus(Duration.ofMinutes(random.nextInt(-1, 18) * 5L));
            events.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new Triggered(at);
                        case 1 -> new Unacknowledged(at);
                        case 2 -> new Resolved(at);
                        default -> new Acknowledged(at, "human " + random.nextInt(2));
                    });
        }
        return events;
    }
}
