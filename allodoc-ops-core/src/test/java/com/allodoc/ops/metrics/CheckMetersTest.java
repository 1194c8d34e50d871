package com.allodoc.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.check.Check;
import com.allodoc.ops.check.CheckDefinition;
import com.allodoc.ops.check.CheckListener;
import com.allodoc.ops.check.CheckScheduler;
import com.allodoc.ops.check.CheckSnapshot;
import com.allodoc.ops.check.Transition;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckMetersTest {

    private static final Instant NOW = Instant.parse("2025-01-15T09:00:00Z");

    private final Shown shown = Shown.empty();

    private static CheckScheduler.Builder scheduler(Check check) {
        return CheckScheduler.builder()
                .clock(InstantSource.fixed(NOW))
                .check(CheckDefinition.builder("db", check)
                        .period(Duration.ofDays(1))
                        .groups("ready")
                        .failuresToTrip(1)
                        .build());
    }

    @Test
    void before_the_first_run_counters_are_zero_and_the_last_result_is_absent() {
        try (CheckScheduler scheduler = scheduler(context -> context.ok("fine")).build()) {
            OpsMeters.into(shown.of(), InstantSource.system()).checks(scheduler);

            assertThat(shown.values("allodoc_check_expected")).containsEntry("db", 1.0);
            assertThat(shown.values("allodoc_check_status")).containsEntry("db", 3.0);
            assertThat(shown.values("allodoc_check_runs_total")).containsEntry("db", 0.0);
            assertThat(shown.values("allodoc_check_timeouts_total")).containsEntry("db", 0.0);
            assertThat(shown.values("allodoc_check_notifications_total"))
                    .containsOnlyKeys("db problem", "db recovery", "db flapping_started", "db flapping_ended")
                    .allSatisfy((tags, count) -> assertThat(count).isZero());
            assertThat(shown.values("allodoc_check_last_result_timestamp_seconds"))
                    .isEmpty();
            assertThat(shown.values("allodoc_health_status")).containsOnlyKeys("ready");
            assertThat(shown.value("allodoc_check_scheduler_stuck")).isZero();
        }
    }

    @Test
    void a_failure_shows_as_status_notification_and_timestamp() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (CheckScheduler scheduler =
                scheduler(context -> context.critical("down")).build()) {
            new CheckMeters(scheduler).bindTo(shown.of());
            // Listeners are told in order: when this one has heard, the meters have too.
            scheduler.addListener(new CheckListener() {
                @Override
                public void onResult(CheckSnapshot check) {
                    told.countDown();
                }
            });
            scheduler.start();
            assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(shown.values("allodoc_check_status")).containsEntry("db", 2.0);
            assertThat(shown.values("allodoc_check_confirmed_status")).containsEntry("db", 2.0);
            assertThat(shown.values("allodoc_health_status")).containsEntry("ready", 2.0);
            assertThat(shown.values("allodoc_check_runs_total")).containsEntry("db", 1.0);
            assertThat(shown.values("allodoc_check_last_result_timestamp_seconds"))
                    .hasEntrySatisfying("db", at -> assertThat(at).isPositive());
            assertThat(shown.registry().get("allodoc_check_duration").timer())
                    .extracting(Timer::count)
                    .isEqualTo(1L);
        }
        assertThat(shown.values("allodoc_check_notifications_total")).containsEntry("db problem", 1.0);
    }

    @Test
    void a_listener_that_comes_after_the_start_is_told_what_happens_from_then_on() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (CheckScheduler scheduler = scheduler(context -> context.ok("fine")).build()) {
            scheduler.start();
            scheduler.addListener(new CheckListener() {
                @Override
                public void onTransition(CheckSnapshot check, Transition transition) {
                    told.countDown();
                }

                @Override
                public void onResult(CheckSnapshot check) {
                    told.countDown();
                }
            });
            while (!told.await(50, TimeUnit.MILLISECONDS)) {
                scheduler.runNow("db");
            }
            assertThat(scheduler.stats().failedListeners()).isZero();
        }
    }
}
