package com.allodoc.ops.metrics;

import com.allodoc.ops.check.CheckListener;
import com.allodoc.ops.check.CheckResult;
import com.allodoc.ops.check.CheckScheduler;
import com.allodoc.ops.check.CheckSnapshot;
import com.allodoc.ops.check.RunCounts;
import com.allodoc.ops.check.SchedulerStats;
import com.allodoc.ops.check.Transition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a scheduler's checks found and how their runs went. Bind it before or after the start of the scheduler. Thread-safe.
 *
 * <p>{@code allodoc_check_status}, {@code allodoc_check_confirmed_status} and {@code allodoc_health_status{group}} are exit
 * codes of a monitoring plugin: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN, which is also what has no result yet.
 */
public final class CheckMeters implements MeterBinder {

    private final CheckScheduler scheduler;

    public CheckMeters(CheckScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Set<String> groups = new TreeSet<>();
        Results results = new Results(registry);
        for (CheckSnapshot check : scheduler.snapshots()) {
            bind(registry, check.name());
            results.prepare(check);
            groups.addAll(check.definition().groups());
        }
        for (String group : groups) {
            Gauge.builder(
                            "allodoc_health_status",
                            scheduler,
                            s -> s.report(group).status().exitCode())
                    .description("Health of a group of checks: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.")
                    .tag("group", group)
                    .register(registry);
        }
        scheduler(registry);
        scheduler.addListener(results);
    }

    private void bind(MeterRegistry registry, String name) {
        Tags tags = Tags.of("check", name);
        gauge(
                registry,
                tags,
                "allodoc_check_expected",
                "Always 1: the check exists, whether or not it ever ran.",
                s -> 1);
        gauge(
                registry,
                tags,
                "allodoc_check_status",
                "Status as last seen: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.",
                s -> s.snapshot(name).status().exitCode());
        gauge(
                registry,
                tags,
                "allodoc_check_confirmed_status",
                "Last confirmed status: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.",
                s -> s.snapshot(name).confirmed().exitCode());
        gauge(
                registry,
                tags,
                "allodoc_check_unreachable",
                "Whether a parent that is down hides it.",
                s -> s.snapshot(name).state().isUnreachable() ? 1 : 0);
        gauge(
                registry,
                tags,
                "allodoc_check_acknowledged",
                "Whether somebody has taken its problem.",
                s -> s.snapshot(name).state().acknowledgement() == null ? 0 : 1);
        gauge(
                registry,
                tags,
                "allodoc_check_flapping",
                "Whether it changes too often to be told one by one.",
                s -> s.snapshot(name).state().flaps().flapping() ? 1 : 0);
        count(registry, tags, "allodoc_check_runs_total", "Runs started.", RunCounts::runs);
        count(registry, tags, "allodoc_check_timeouts_total", "Runs without an answer in time.", RunCounts::timeouts);
        count(
                registry,
                tags,
                "allodoc_check_skipped_runs_total",
                "Runs not started because one was stuck.",
                RunCounts::skipped);
    }

    private void scheduler(MeterRegistry registry) {
        stat(registry, "allodoc_check_scheduler_running", "Runs within their time limit.", SchedulerStats::running);
        stat(registry, "allodoc_check_scheduler_stuck", "Runs that ignore their time limit.", SchedulerStats::stuck);
        stat(registry, "allodoc_check_scheduler_waiting", "Checks that are due and wait.", SchedulerStats::waiting);
        stat(registry, "allodoc_check_scheduler_threads", "Worker threads alive.", SchedulerStats::threads);
        FunctionCounter.builder(
                        "allodoc_check_listener_dropped_events_total",
                        scheduler,
                        s -> s.stats().droppedEvents())
                .description("Events that a slow listener missed.")
                .register(registry);
        FunctionCounter.builder(
                        "allodoc_check_listener_failures_total",
                        scheduler,
                        s -> s.stats().failedListeners())
                .description("Calls that a listener answered with an exception.")
                .register(registry);
    }

    private void stat(MeterRegistry registry, String name, String help, ToDoubleFunction<SchedulerStats> read) {
        gauge(registry, Tags.empty(), name, help, s -> read.applyAsDouble(s.stats()));
    }

    private void gauge(
            MeterRegistry registry, Tags tags, String name, String help, ToDoubleFunction<CheckScheduler> read) {
        Gauge.builder(name, scheduler, read).description(help).tags(tags).register(registry);
    }

    private void count(MeterRegistry registry, Tags tags, String name, String help, ToLongFunction<RunCounts> read) {
        String check = tags.stream().findFirst().orElseThrow().getValue();
        FunctionCounter.builder(
                        name, scheduler, s -> read.applyAsLong(s.snapshot(check).counts()))
                .description(help)
                .tags(tags)
                .register(registry);
    }

    /** What is only there once a check has run, or has changed. */
    private static final class Results implements CheckListener {

        private final MeterRegistry registry;
        private final GaugeFamily last;

        Results(MeterRegistry registry) {
            this.registry = registry;
            this.last = GaugeFamily.seconds(
                    registry, "allodoc_check_last_result_timestamp_seconds", "When the newest result was complete.");
        }

        void prepare(CheckSnapshot check) {
            duration(check.name());
            for (Transition.Kind kind : Transition.Kind.values()) {
                if (kind.isNotification()) {
                    notifications(check.name(), kind);
                }
            }
            check.lastResult().ifPresent(result -> finished(check.name(), result));
        }

        @Override
        public void onResult(CheckSnapshot check) {
            check.lastResult().ifPresent(result -> {
                finished(check.name(), result);
                duration(check.name()).record(result.duration());
            });
        }

        @Override
        public void onTransition(CheckSnapshot check, Transition transition) {
            if (transition.kind().isNotification()) {
                notifications(check.name(), transition.kind()).increment();
            }
        }

        private void finished(String check, CheckResult result) {
            last.set(Tags.of("check", check), result.finishedAt());
        }

        private Timer duration(String check) {
            return Timer.builder("allodoc_check_duration")
                    .description("How long runs took.")
                    .tag("check", check)
                    .register(registry);
        }

        private Counter notifications(String check, Transition.Kind kind) {
            return Counter.builder("allodoc_check_notifications_total")
                    .description("What people were to be told.")
                    .tag("check", check)
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
