package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The promise "it never hurts what it watches", on the real clock: whatever one check does, the others go on. */
class SchedulerIsolationTest {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final CountDownLatch release = new CountDownLatch(1);

    private static CheckDefinition often(String name, Check check) {
        return CheckDefinition.builder(name, check)
                .period(PERIOD)
                .timeout(Duration.ofMillis(50))
                .timeToLive(Duration.ofSeconds(30))
                .failuresToTrip(1)
                .build();
    }

    private static Set<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .collect(Collectors.toSet());
    }

    private CheckResult ignoreInterruption(CheckContext context) {
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException e) {
                released = release.getCount() == 0;
            }
        }
        return context.ok("at last");
    }

    private CheckResult burn(CheckContext context) {
        long sum = 0;
        while (release.getCount() > 0) {
            sum += context.remaining().toNanos();
        }
        return context.ok("burnt " + sum);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static CheckResult recurse(CheckContext context) {
        return recurse(context).withMeasurement(Measurement.of("depth", 1, ""));
    }

    @Test
    void checks_that_hang_burn_throw_and_overflow_leave_the_good_ones_alone() {
        AtomicInteger good = new AtomicInteger();
        List<CheckDefinition> checks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            checks.add(often("hangs-" + i, this::ignoreInterruption));
        }
        checks.add(often("burns", this::burn));
        checks.add(often("sleeps", context -> {
            release.await();
            return context.ok("woken");
        }));
        checks.add(often("throws", context -> {
            throw new IllegalStateException("on purpose");
        }));
        checks.add(often("overflows", SchedulerIsolationTest::recurse));
        checks.add(often("good", context -> context.ok("run " + good.incrementAndGet())));
        AtomicInteger heard = new AtomicInteger();
        CheckListener broken = new CheckListener() {
            @Override
            public void onResult(CheckSnapshot check) {
                throw new IllegalStateException("a listener, on purpose");
            }
        };
        CheckListener listener = new CheckListener() {
            @Override
            public void onResult(CheckSnapshot check) {
                heard.incrementAndGet();
            }
        };
        try (CheckScheduler scheduler = CheckScheduler.builder()
                .checks(checks)
                .listener(broken)
                .listener(listener)
                .threadName("isolation")
                .build()) {
            scheduler.start();
            Eventually.await("the good check has run 20 times", () -> good.get() >= 20);
            Eventually.await(
                    "every hanging check was given up", () -> scheduler.stats().stuck() == 11);
            // On a busy machine a good run may be late once; what matters is that it is good again by itself.
            Eventually.await(
                    "the good check is good", () -> scheduler.snapshot("good").status() == OK);
            Eventually.await(
                    "the throwing check says so",
                    () -> scheduler.snapshot("throws").status() == CRITICAL);
            Eventually.await(
                    "one that heeds interruption is asked again",
                    () -> scheduler.snapshot("sleeps").counts().runs() > 1);
            assertThat(scheduler.snapshot("hangs-3").status()).isEqualTo(UNKNOWN);
            assertThat(scheduler.snapshot("burns").status()).isEqualTo(UNKNOWN);
            assertThat(scheduler.snapshot("sleeps").status()).isEqualTo(UNKNOWN);
            assertThat(scheduler.snapshot("overflows").status()).isEqualTo(UNKNOWN);
            assertThat(scheduler.snapshot("hangs-3").counts().runs()).isEqualTo(1);
            assertThat(threads("isolation"))
                    .as("a timer, a listener, and a thread per check with one on its way back")
                    .hasSizeLessThanOrEqualTo(2 + 2 * checks.size() + 1);
            Eventually.await("the listener behind the broken one hears", () -> heard.get() > 20);
            assertThat(scheduler.stats().failedListeners()).isPositive();
            release.countDown();
        }
        Eventually.await("no thread is left", () -> threads("isolation").isEmpty());
    }

    @Test
    void a_listener_that_hangs_delays_no_check_and_what_it_misses_is_counted() {
        AtomicInteger runs = new AtomicInteger();
        CheckListener hanging = new CheckListener() {
            @Override
            public void onResult(CheckSnapshot check) {
                ignoreInterruption(CheckContext.of(InstantSource.system(), PERIOD));
            }
        };
        List<CheckDefinition> checks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            checks.add(CheckDefinition.builder("c" + i, context -> context.ok("run " + runs.incrementAndGet()))
                    .period(Duration.ofMillis(5))
                    .timeToLive(Duration.ofSeconds(30))
                    .build());
        }
        try (CheckScheduler scheduler = CheckScheduler.builder()
                .checks(checks)
                .listener(hanging)
                .closeWithin(Duration.ofMillis(200))
                .build()) {
            scheduler.start();
            Eventually.await("events are dropped", () -> scheduler.stats().droppedEvents() > 0);
            int before = runs.get();
            Eventually.await("the checks go on", () -> runs.get() > before + 500);
            release.countDown();
        }
    }

    @Nested
    class Closing {
        @Test
        void brings_the_number_of_threads_back_to_what_it_was_each_time() {
            for (int round = 0; round < 20; round++) {
                String name = "closing" + round;
                AtomicInteger runs = new AtomicInteger();
                CheckScheduler scheduler = CheckScheduler.builder()
                        .check(often("a", context -> context.ok("run " + runs.incrementAndGet())))
                        .check(often("b", context -> context.ok("run " + runs.incrementAndGet())))
                        .listener(new CheckListener() {})
                        .threadName(name)
                        .build();
                scheduler.start();
                Eventually.await("both have run", () -> runs.get() >= 2);
                assertThat(threads(name)).isNotEmpty();
                scheduler.close();
                assertThat(threads(name)).isEmpty();
            }
        }

        @Test
        void ends_within_its_limit_even_if_a_check_a_listener_and_a_close_hang() {
            class Hanging implements Check, AutoCloseable {
                @Override
                public CheckResult run(CheckContext context) {
                    return ignoreInterruption(context);
                }

                @Override
                public void close() {
                    ignoreInterruption(CheckContext.of(InstantSource.system(), PERIOD));
                }
            }
            CheckScheduler scheduler = CheckScheduler.builder()
                    .check(often("hangs", new Hanging()))
                    .listener(new CheckListener() {
                        @Override
                        public void onResult(CheckSnapshot check) {
                            ignoreInterruption(CheckContext.of(InstantSource.system(), PERIOD));
                        }
                    })
                    .closeWithin(Duration.ofMillis(300))
                    .threadName("bound")
                    .build();
            scheduler.start();
            Eventually.await("it is stuck", () -> scheduler.stats().stuck() == 1);
            long before = System.nanoTime();
            scheduler.close();
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            assertThat(took).isBetween(Duration.ofMillis(290), Duration.ofMinutes(1));
            assertThat(threads("bound")).allMatch(Thread::isDaemon);
            release.countDown();
            Eventually.await(
                    "what was left behind is gone once it is let go",
                    () -> threads("bound").isEmpty());
        }

        @Test
        void closes_checks_that_can_be_closed_and_survives_one_that_refuses() {
            AtomicBoolean closed = new AtomicBoolean();
            class Refusing implements Check, AutoCloseable {
                @Override
                public CheckResult run(CheckContext context) {
                    return context.ok("fine");
                }

                @Override
                public void close() {
                    throw new IllegalStateException("on purpose");
                }
            }
            class Closeable implements Check, AutoCloseable {
                @Override
                public CheckResult run(CheckContext context) {
                    return context.ok("fine");
                }

                @Override
                public void close() {
                    closed.set(true);
                }
            }
            CheckScheduler scheduler = CheckScheduler.builder()
                    .check(often("refuses", new Refusing()))
                    .check(often("closes", new Closeable()))
                    .build();
            scheduler.close();
            assertThat(closed).isTrue();
        }

        @Test
        void may_be_done_twice_before_the_start_and_from_within_a_check() {
            CheckScheduler never = CheckScheduler.builder().build();
            never.close();
            never.close();
            AtomicBoolean done = new AtomicBoolean();
            CheckScheduler[] self = new CheckScheduler[1];
            self[0] = CheckScheduler.builder()
                    .check(often("suicidal", context -> {
                        self[0].close();
                        done.set(true);
                        return context.ok("closed");
                    }))
                    .closeWithin(Duration.ofMillis(200))
                    .threadName("self")
                    .build();
            self[0].start();
            Eventually.await("it closed itself", done::get);
            Eventually.await("no thread is left", () -> threads("self").isEmpty());
        }
    }
}
