package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.TestEvents.minute;
import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.testing.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every log promises. {@link #log()} gives the same store each time, through as many doors as it has. */
abstract class IncidentLogContract {

    /** A log on this test's store: for a shared store another instance each time, as another process would have. */
    abstract IncidentLog log();

    @Test
    void gives_back_what_was_appended() {
        IncidentLog log = log();
        List<IncidentEvent> events =
                story().triggered(0, Severity.SEV2).acknowledged(1).events();

        assertThat(log.append("inc-1", 0, events)).isEqualTo(new AppendResult.Appended(2, 2));
        assertThat(log.read("inc-1"))
                .containsExactly(new StoredEvent(1, 1, events.get(0)), new StoredEvent(2, 2, events.get(1)));
        assertThat(log.find("inc-1")).contains(Incident.of(events));
        assertThat(log.find("inc-2")).isEmpty();
    }

    @Test
    void keeps_every_kind_of_event_to_the_last_character() {
        Seed seed = Seed.next();
        IncidentLog log = log();
        List<IncidentEvent> events = new RandomEvents(seed.random())
                .story(300).stream()
                        .map(event -> event instanceof IncidentEvent.Triggered first && first.follows() != null
                                ? new IncidentEvent.Triggered(
                                        first.head(),
                                        first.title(),
                                        first.severity(),
                                        first.key(),
                                        first.startsAt(),
                                        null)
                                : event)
                        .toList();

        assertThat(log.append("inc-1", 0, events).isStored()).isTrue();
        assertThat(log.read("inc-1"))
                .as("%s", seed)
                .extracting(StoredEvent::event)
                .containsExactlyElementsOf(events);
    }

    @Nested
    class Appending_again {

        @Test
        void changes_nothing_whatever_version_is_expected() {
            IncidentLog log = log();
            List<IncidentEvent> events = story().triggered(0, Severity.SEV2).events();
            log.append("inc-1", 0, events);

            assertThat(log.append("inc-1", 0, events)).isEqualTo(new AppendResult.Duplicate(1));
            assertThat(log.append("inc-1", 7, events)).isEqualTo(new AppendResult.Duplicate(1));
            assertThat(log.readSince(0, 10)).hasSize(1);
        }

        @Test
        void with_something_new_stores_only_that() {
            IncidentLog log = log();
            TestEvents story = story().triggered(0, Severity.SEV2);
            log.append("inc-1", 0, story.events());

            assertThat(log.append("inc-1", 1, story.acknowledged(1).events()))
                    .isEqualTo(new AppendResult.Appended(2, 2));
        }

        @Test
        void under_the_id_of_another_incidents_event_is_refused() {
            IncidentLog log = log();
            log.append("inc-1", 0, story("inc-1").triggered(0, Severity.SEV2).events());
            EventHead head = new EventHead("inc-1-0", "inc-2", minute(1), TestEvents.ANNA);
            IncidentEvent thief =
                    new IncidentEvent.Triggered(head, "x", Severity.SEV2, DedupKey.of("2"), minute(1), null);

            assertThatThrownBy(() -> log.append("inc-2", 0, List.of(thief)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is taken by an event of incident inc-1");
        }
    }

    @Nested
    class A_conflict {

        @Test
        void is_reported_when_the_incident_has_moved_on() {
            IncidentLog log = log();
            TestEvents story = story().triggered(0, Severity.SEV2).noted(1, "a");
            log.append("inc-1", 0, story.events());
            List<IncidentEvent> late = story.acknowledged(2).events().subList(2, 3);

            assertThat(log.append("inc-1", 1, late)).isInstanceOf(AppendResult.Conflict.class);
            assertThat(log.append("inc-1", 1, late).version()).isEqualTo(2);
            assertThat(log.append("inc-1", 2, late)).isEqualTo(new AppendResult.Appended(3, 3));
        }

        @Test
        void is_not_reported_to_who_accepts_any_version() {
            IncidentLog log = log();
            TestEvents story = story().triggered(0, Severity.SEV2).noted(1, "a");
            log.append("inc-1", 0, story.events().subList(0, 1));

            assertThat(log.append(
                                    "inc-1",
                                    IncidentLog.ANY_VERSION,
                                    story.events().subList(1, 2))
                            .isStored())
                    .isTrue();
        }

        @Test
        void is_reported_to_the_second_who_opens_an_incident_of_the_same_key() {
            IncidentLog log = log();
            assertThat(log.append("a", 0, List.of(opening("a", null))).isStored())
                    .isTrue();

            assertThat(log.append("b", 0, List.of(opening("b", null)))).isInstanceOf(AppendResult.Conflict.class);
            assertThat(log.append("b", 0, List.of(opening("b", "a"))).isStored())
                    .isTrue();
            assertThat(log.latest(DedupKey.of("disk")).orElseThrow().id()).isEqualTo("b");
        }

        private IncidentEvent opening(String incident, @Nullable String follows) {
            EventHead head = new EventHead(incident + "/0", incident, minute(0), TestEvents.MONITOR);
            return new IncidentEvent.Triggered(
                    head, "Disk full", Severity.SEV2, DedupKey.of("disk"), minute(0), follows);
        }
    }

    @Nested
    class It_refuses {

        @Test
        void an_incident_that_does_not_start_with_its_trigger() {
            assertThatThrownBy(() -> log().append(
                                    "inc-1",
                                    IncidentLog.ANY_VERSION,
                                    story().acknowledged(1).events()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("starts with one");
        }

        @Test
        void no_events_foreign_events_and_the_same_event_twice() {
            IncidentEvent event = story().triggered(0, Severity.SEV2).events().get(0);

            assertThatThrownBy(() -> log().append("inc-1", 0, List.of())).hasMessageContaining("append at least one");
            assertThatThrownBy(() -> log().append("inc-2", 0, List.of(event)))
                    .hasMessageContaining("belongs to incident inc-1");
            assertThatThrownBy(() -> log().append("inc-1", 0, List.of(event, event)))
                    .hasMessageContaining("two of the events have the id");
            assertThatThrownBy(() -> log().append("inc-1", -2, List.of(event))).hasMessageContaining("expectedVersion");
            assertThatThrownBy(() -> log().readSince(0, 0)).hasMessageContaining("limit 1 or more");
        }
    }

    @Test
    void a_reader_goes_on_where_it_stopped() {
        IncidentLog log = log();
        TestEvents story = story().triggered(0, Severity.SEV2);
        IntStream.range(0, 24).forEach(i -> story.noted(i, "note"));
        log.append("inc-1", 0, story.events());
        List<Long> seen = new ArrayList<>();
        long position = 0;
        for (List<StoredEvent> page = log.readSince(position, 10);
                !page.isEmpty();
                page = log.readSince(position, 10)) {
            page.forEach(stored -> seen.add(stored.position()));
            position = seen.get(seen.size() - 1);
        }

        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
    }

    @Test
    void lists_what_is_open_oldest_first() {
        IncidentLog log = log();
        append(log, story("younger").triggered(5, Severity.SEV2));
        append(log, story("older").triggered(0, Severity.SEV2).mitigated(3));
        append(log, story("resolved").triggered(0, Severity.SEV2).resolved(3));
        append(log, story("cancelled").triggered(0, Severity.SEV2).cancelled(3));
        append(log, story("back").triggered(1, Severity.SEV2).resolved(3).reopened(4));
        append(
                log,
                story("back-and-gone")
                        .triggered(1, Severity.SEV2)
                        .resolved(3)
                        .reopened(4)
                        .resolved(6));
        append(log, story("too-early").triggered(3, Severity.SEV2).resolved(0));

        assertThat(log.open()).extracting(Incident::id).containsExactly("older", "back", "too-early", "younger");
    }

    @Test
    void many_writers_lose_nothing_and_double_nothing() throws Exception {
        int writers = 6;
        int each = 20;
        log().append("inc-1", 0, story().triggered(0, Severity.SEV2).events());
        Set<String> acknowledged = new HashSet<>();

        for (List<String> ids : atOnce(writers, writer -> () -> {
            IncidentLog log = log();
            List<String> mine = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                IncidentEvent note = note("w" + writer + "-" + i);
                long version = log.find("inc-1").orElseThrow().version();
                while (!log.append("inc-1", version, List.of(note)).isStored()) {
                    version = log.read("inc-1").size();
                }
                // A nervous client sends everything twice.
                assertThat(log.append("inc-1", version, List.of(note))).isInstanceOf(AppendResult.Duplicate.class);
                mine.add(note.id());
            }
            return mine;
        })) {
            acknowledged.addAll(ids);
        }

        List<StoredEvent> stored = log().read("inc-1");
        assertThat(stored).hasSize(1 + writers * each);
        assertThat(stored)
                .extracting(StoredEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        assertThat(stored.stream().skip(1).map(event -> event.event().id()))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void of_two_writers_on_the_same_version_exactly_one_wins() throws Exception {
        log().append("inc-1", 0, story().triggered(0, Severity.SEV2).events());

        for (int round = 1; round <= 20; round++) {
            int version = round;
            List<AppendResult> results = atOnce(
                    2, writer -> () -> log().append("inc-1", version, List.of(note("r" + version + "-" + writer))));

            assertThat(results).filteredOn(AppendResult::isStored).hasSize(1);
        }
        assertThat(log().read("inc-1")).hasSize(21);
    }

    @Test
    void a_reader_that_follows_the_writers_sees_every_position_once_and_in_order() throws Exception {
        int writers = 4;
        int each = 20;
        int total = writers * (each + 1);

        List<List<Long>> seen = atOnce(writers + 1, worker -> () -> {
            IncidentLog log = log();
            List<Long> positions = new ArrayList<>();
            if (worker == writers) {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
                while (positions.size() < total && System.nanoTime() < deadline) {
                    long position = positions.isEmpty() ? 0 : positions.get(positions.size() - 1);
                    log.readSince(position, 7).forEach(stored -> positions.add(stored.position()));
                }
            } else {
                TestEvents story = story("inc-" + worker).triggered(0, Severity.SEV2);
                append(log, story);
                for (int i = 0; i < each; i++) {
                    log.append(
                            "inc-" + worker,
                            IncidentLog.ANY_VERSION,
                            story.noted(i, "note").events());
                }
            }
            return positions;
        });

        assertThat(seen.get(writers))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, total).boxed().toList());
    }

    static IncidentEvent note(String id) {
        return new IncidentEvent.Noted(new EventHead(id, "inc-1", Instant.EPOCH, TestEvents.ANNA), "note " + id);
    }

    static void append(IncidentLog log, TestEvents story) {
        assertThat(log.append(story.incident().id(), 0, story.events()).isStored())
                .isTrue();
    }

    /** One worker per thread, all let go at the same moment. */
    interface Worker<T> {
        Callable<T> numbered(int number);
    }

    static <T> List<T> atOnce(int count, Worker<T> workers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Callable<T> work = workers.numbered(i);
                futures.add(threads.submit(() -> {
                    start.await(120, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(300, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
