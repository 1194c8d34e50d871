package com.allodoc.ops.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.testing.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IncidentPropertyTest {
    private static final int ROUNDS = 1_000;

    @Test
    void any_order_and_duplication_of_the_same_events_gives_the_same_incident() {
        Seed seed = Seed.next();
        SplittableRandom random = seed.random();
        for (int round = 0; round < ROUNDS; round++) {
            List<IncidentEvent> events = new RandomEvents(random).story(random.nextInt(1, 30));
            List<IncidentEvent> mixed = new ArrayList<>(events);
            for (int i = random.nextInt(20); i > 0; i--) {
                mixed.add(events.get(random.nextInt(events.size())));
            }
            shuffle(mixed, random);

            assertThat(facts(Incident.of(mixed))).as("%s", seed).isEqualTo(facts(Incident.of(events)));
        }
    }

    @Test
    void two_events_that_wrongly_share_an_id_are_settled_alike_in_any_order() {
        Seed seed = Seed.next();
        SplittableRandom random = seed.random();
        for (int round = 0; round < ROUNDS; round++) {
            List<IncidentEvent> events = new RandomEvents(random).story(6);
            // A second story uses the same ids for other events.
            events.addAll(new RandomEvents(random).story(6));
            List<IncidentEvent> mixed = new ArrayList<>(events);
            shuffle(mixed, random);
            Object expected;
            try {
                expected = facts(Incident.of(events));
            } catch (IllegalArgumentException withoutTrigger) {
                expected = withoutTrigger.getMessage();
            }
            Object actual;
            try {
                actual = facts(Incident.of(mixed));
            } catch (IllegalArgumentException withoutTrigger) {
                actual = withoutTrigger.getMessage();
            }

            assertThat(actual).as("%s", seed).isEqualTo(expected);
        }
    }

    @Test
    void events_that_come_one_by_one_in_any_order_end_in_the_same_incident() {
        Seed seed = Seed.next();
        SplittableRandom random = seed.random();
        for (int round = 0; round < ROUNDS / 10; round++) {
            List<IncidentEvent> events = new RandomEvents(random).story(random.nextInt(1, 20));
            List<IncidentEvent> rest = new ArrayList<>(events);
            shuffle(rest, random);
            Incident incident = Incident.of(List.of(events.get(0)));
            for (IncidentEvent event : rest) {
                incident = incident.with(List.of(event));
            }

            assertThat(facts(incident)).as("%s", seed).isEqualTo(facts(Incident.of(events)));
        }
    }

    @Test
    void instants_never_run_backwards() {
        Seed seed = Seed.next();
        SplittableRandom random = seed.random();
        for (int round = 0; round < ROUNDS; round++) {
            Incident incident = Incident.of(new RandomEvents(random).story(random.nextInt(1, 60)));
            List<Instant> instants = Stream.of(
                            Stream.of(incident.occurred(), incident.detected()),
                            incident.acknowledged().stream(),
                            incident.mitigated().stream(),
                            incident.resolved().stream(),
                            incident.reviewed().stream())
                    .flatMap(each -> each)
                    .toList();

            assertThat(instants).as("%s", seed).isSorted();
            assertThat(incident.resolved().isPresent())
                    .as("%s", seed)
                    .isEqualTo(
                            incident.state() == IncidentState.RESOLVED || incident.state() == IncidentState.REVIEWED);
        }
    }

    @Test
    @Tag("endurance")
    void the_time_to_fold_grows_no_faster_than_the_number_of_events() {
        List<IncidentEvent> many = events(400_000);
        List<IncidentEvent> few = many.subList(0, 20_000);
        Incident.of(many);

        long shorter = best(() -> Incident.of(few));
        long longer = best(() -> Incident.of(many));

        // Twenty times the events. Linear takes 20 times as long, quadratic 400; the middle leaves a busy machine its
        // noise.
        assertThat(longer).isLessThan(100 * shorter);
        assertThat(Incident.of(many).signals()).isEqualTo(200_000);
    }

    @Test
    void a_hundred_thousand_events_told_backwards_are_the_same_story() {
        List<IncidentEvent> events = new ArrayList<>(events(100_000));
        Incident forwards = Incident.of(events);
        Collections.reverse(events);

        assertThat(Incident.of(events)).isEqualTo(forwards);
    }

    private static List<IncidentEvent> events(int count) {
        TestEvents story = TestEvents.story();
        for (int i = 0; i < count / 2; i++) {
            story.triggered(i, 0, Severity.SEV2).noted(i + 0.5, "note " + i);
        }
        return story.events();
    }

    private static long best(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private static List<Object> facts(Incident incident) {
        return Arrays.asList(
                incident.timeline(),
                incident.state(),
                incident.severity(),
                incident.highestSeverity(),
                incident.title(),
                incident.key(),
                incident.follows(),
                incident.signals(),
                incident.episodes(),
                incident.actionItems(),
                incident.ignored(),
                incident.reviewed(),
                incident.findings());
    }

    private static void shuffle(List<IncidentEvent> events, SplittableRandom random) {
        for (int i = events.size() - 1; i > 0; i--) {
            Collections.swap(events, i, random.nextInt(i + 1));
        }
    }
}
