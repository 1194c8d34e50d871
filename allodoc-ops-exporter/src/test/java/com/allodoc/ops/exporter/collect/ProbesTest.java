package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.Snapshot;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.FakeTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbesTest {
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final ScrapeThreads threads = new ScrapeThreads();
    private final Map<String, FakeTarget> servers = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch go = new CountDownLatch(1);
    private final Probes probes = probes(3, 2);

    @AfterEach
    void stop() {
        go.countDown();
        probes.close();
        threads.close();
    }

    private Probes probes(int sessions, int concurrent) {
        ProbeFinder finder = new ProbeFinder() {
            @Override
            public ProbeRequest check(ProbeRequest request) throws ProbeRefusal {
                if (request.target().startsWith("evil")) {
                    throw new ProbeRefusal(ProbeRefusal.Kind.NOT_ALLOWED, "no");
                }
                return request;
            }

            @Override
            public Target<?> target(ProbeRequest checked) {
                FakeTarget target = servers.computeIfAbsent(checked.target(), ProbesTest.this::server);
                target.onBegin = deadline -> {
                    if (checked.target().startsWith("slow")) {
                        go.await();
                    }
                };
                return target;
            }

            @Override
            public List<ProbeRequest> named() {
                return List.of();
            }
        };
        return new Probes(finder, new ProbeLimits(sessions, concurrent, IDLE), Duration.ZERO, threads, clock::get);
    }

    private FakeTarget server(String name) {
        return new FakeTarget(name).collector("first", SampleTable.single(Family.gauge("one", "One."), 1));
    }

    private FakeTarget known(String name) {
        return Objects.requireNonNull(servers.get(name));
    }

    private CompletableFuture<Snapshot> ask(String target) throws ProbeRefusal {
        return probes.scrape(
                new ProbeRequest("fake", target, "default"), Deadline.after(Duration.ofSeconds(50)), ScrapeFilter.ALL);
    }

    private void askAndWait(String target) throws Exception {
        ask(target).get(50, TimeUnit.SECONDS);
        Await.until(() -> probes.busy() == 0);
    }

    @Test
    void a_session_is_kept_from_request_to_request() throws Exception {
        askAndWait("a");
        askAndWait("a");

        assertThat(known("a").opened).hasValue(1);
        assertThat(known("a").begun).hasValue(2);
        assertThat(probes.sessions()).isEqualTo(1);
    }

    @Test
    void the_one_not_asked_for_longest_makes_room() throws Exception {
        for (String name : List.of("a", "b", "c", "a", "d")) {
            askAndWait(name);
        }
        assertThat(probes.sessions()).isEqualTo(3);
        assertThat(probes.evictions()).isEqualTo(1);
        Await.until(() -> known("b").closed.get() == 1);
        assertThat(known("a").closed).hasValue(0);
    }

    @Test
    void a_thousand_servers_need_no_more_sessions_than_allowed() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            askAndWait("s" + i);
        }
        assertThat(probes.sessions()).isEqualTo(3);
        Await.until(
                () -> servers.values().stream().mapToInt(s -> s.closed.get()).sum() == 997);
    }

    @Test
    void what_nobody_asks_for_any_more_is_let_go() throws Exception {
        askAndWait("a");
        clock.addAndGet(IDLE.toNanos() / 2);
        askAndWait("b");
        clock.addAndGet(IDLE.toNanos() / 2);
        probes.sweep();

        assertThat(probes.sessions()).isEqualTo(1);
        Await.until(() -> known("a").closed.get() == 1);
        assertThat(known("b").closed).hasValue(0);
    }

    @Test
    void only_so_many_are_scraped_at_once_and_the_rest_is_told_so() throws Exception {
        CompletableFuture<Snapshot> first = ask("slow1");
        CompletableFuture<Snapshot> second = ask("slow2");
        ProbeRefusal refusal = catchThrowableOfType(ProbeRefusal.class, () -> ask("c"));
        CompletableFuture<Snapshot> joins = ask("slow1");
        assertThat(refusal.kind()).isEqualTo(ProbeRefusal.Kind.BUSY);
        assertThat(probes.refusals()).isEqualTo(1);

        go.countDown();
        CompletableFuture.allOf(first, second, joins).get(50, TimeUnit.SECONDS);
        assertThat(known("slow1").begun).as("shared by those who asked at once").hasValue(1);
        Await.until(() -> probes.busy() == 0);
        askAndWait("c");
    }

    @Test
    void a_server_being_scraped_is_never_taken_away() throws Exception {
        CompletableFuture<Snapshot> slow = ask("slow1");
        for (int i = 0; i < 10; i++) {
            ask("s" + i).get(50, TimeUnit.SECONDS);
            Await.until(() -> probes.busy() == 1);
        }
        assertThat(known("slow1").closed).hasValue(0);
        go.countDown();
        assertThat(slow.get(50, TimeUnit.SECONDS).target()).isEqualTo("slow1");
    }

    @Test
    void what_is_not_allowed_leaves_nothing_behind() {
        IntStream.range(0, 1_000)
                .forEach(i -> assertThat(catchThrowableOfType(ProbeRefusal.class, () -> ask("evil" + i))
                                .kind())
                        .isEqualTo(ProbeRefusal.Kind.NOT_ALLOWED));
        assertThat(probes.sessions()).isZero();
        assertThat(probes.refusals()).isEqualTo(1_000);
        assertThat(servers).isEmpty();
    }

    @Test
    void closing_ends_every_session_and_admits_no_more() throws Exception {
        askAndWait("a");
        askAndWait("b");
        probes.close();

        // An answer is there before its worker has put the session down, and then it is the worker who ends it.
        Await.until(() -> known("a").closed.get() == 1 && known("b").closed.get() == 1);
        assertThat(catchThrowableOfType(ProbeRefusal.class, () -> ask("a")).explain())
                .contains("stopping");
    }

    @Test
    void a_configured_target_is_asked_for_by_its_name_or_place() throws Exception {
        FakeTarget main = server("main");
        try (Fleet fleet =
                new Fleet(List.of(new TargetScraper<>(main, Optional.empty(), threads, InstantSource.system())))) {
            for (String name : List.of("main", "main:1")) {
                Snapshot snapshot = fleet.probe(
                                new ProbeRequest("fake", name, "default"),
                                Deadline.after(Duration.ofSeconds(50)),
                                ScrapeFilter.ALL)
                        .get(50, TimeUnit.SECONDS);
                assertThat(snapshot.target()).isEqualTo("main");
            }
            ProbeRefusal refusal = catchThrowableOfType(
                    ProbeRefusal.class,
                    () -> fleet.probe(
                            new ProbeRequest("other", "main", "default"),
                            Deadline.after(Duration.ofSeconds(50)),
                            ScrapeFilter.ALL));
            assertThat(refusal.kind()).isEqualTo(ProbeRefusal.Kind.NOT_ALLOWED);
            assertThat(main.opened).hasValue(1);
        }
    }
}
