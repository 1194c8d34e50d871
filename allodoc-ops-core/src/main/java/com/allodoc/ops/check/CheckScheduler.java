package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs checks, each in its own rhythm and within its own time limit, and keeps what they found. Thread-safe; all of its
 * threads are daemons and end with {@link #close}.
 *
 * <p>A check never waits for another: each has a thread while it runs, at most one, taken from a pool that shrinks when
 * idle. One that gives no answer in time is reported UNKNOWN and interrupted; if it ignores that, it keeps its thread, is
 * counted as stuck, reported UNKNOWN at every further turn and not started again until it ends. Reads return what was
 * found last and never wait.
 *
 * <p>Threads: one timer, one for listeners when there are any, and one for each check that is running or stuck.
 */
public final class CheckScheduler implements AutoCloseable {

    private final CheckBoard board;
    private final EventQueue events;
    private final CheckClockwork clockwork;
    private final InstantSource clock;
    private final Duration closeWithin;

    private CheckScheduler(Builder builder) {
        Map<String, CheckSlot> slots = new LinkedHashMap<>();
        builder.checks.forEach(definition -> slots.put(definition.name(), new CheckSlot(definition)));
        this.clock = builder.clock;
        this.closeWithin = builder.closeWithin;
        this.events = new EventQueue(builder.listeners, builder.threadName + "-listener");
        this.board = new CheckBoard(slots.values(), builder.checks, events);
        this.clockwork = new CheckClockwork(
                slots.values(), board, clock, builder.nanoTime, builder.maxConcurrent, builder.threadName);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Asks every check for the first time, at once, and from then on in its rhythm.
     *
     * @throws IllegalStateException when it was started or closed before
     */
    public void start() {
        clockwork.start();
        events.start();
    }

    /** The clockwork without its timer, for tests that turn it by hand. */
    CheckClockwork open() {
        clockwork.open();
        events.start();
        return clockwork;
    }

    /** Asks {@code name} as soon as possible, outside its rhythm; the rhythm starts anew. Nothing while it is running. */
    public void runNow(String name) {
        clockwork.runNow(name);
    }

    /** Replaces all maintenance windows; those that are over may be left out. */
    public void suppress(Collection<Suppression> suppressions) {
        board.suppress(List.copyOf(suppressions));
        board.reconsider(clock.instant());
    }

    /** Takes the problem of {@code name}; false when there is none (any more). */
    public boolean acknowledge(String name, Acknowledgement acknowledgement) {
        return board.acknowledge(name, acknowledgement, clock.instant());
    }

    /** Gives the problem of {@code name} back. */
    public void unacknowledge(String name) {
        board.unacknowledge(name, clock.instant());
    }

    /** Lets {@code listener} hear what is found from now on. */
    public void addListener(CheckListener listener) {
        events.add(requireNonNull(listener, "listener"));
    }

    /** One check as it is now. */
    public CheckSnapshot snapshot(String name) {
        return board.snapshot(name, clock.instant());
    }

    /** All checks as they are now, in the order of their definition. */
    public List<CheckSnapshot> snapshots() {
        return board.snapshots(clock.instant());
    }

    /** The health of all checks. */
    public HealthReport report() {
        Instant now = clock.instant();
        return HealthReport.of("all", board.snapshots(now), clockwork.isStarted(), now);
    }

    /** The health of the checks in {@code group}. */
    public HealthReport report(String group) {
        requireNonNull(group, "group");
        Instant now = clock.instant();
        List<CheckSnapshot> members = board.snapshots(now).stream()
                .filter(check -> check.definition().groups().contains(group))
                .toList();
        return HealthReport.of(group, members, clockwork.isStarted(), now);
    }

    /** Counts for this scheduler's own metrics. */
    public SchedulerStats stats() {
        return clockwork.stats(events);
    }

    /**
     * Interrupts what is running, ends all threads and closes checks that are {@link AutoCloseable}. Returns within the
     * limit given to the builder even if a check ignores all of it; its daemon thread is then left behind and logged.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + closeWithin.toNanos();
        if (!clockwork.stop()) {
            return;
        }
        try {
            clockwork.close(deadline);
            events.close(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects a scheduler. */
    public static final class Builder {
        private final List<CheckDefinition> checks = new ArrayList<>();
        private final List<CheckListener> listeners = new ArrayList<>();
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private int maxConcurrent = Integer.MAX_VALUE;
        private Duration closeWithin = Duration.ofSeconds(5);
        private String threadName = "ops-check";

        private Builder() {}

        public Builder check(CheckDefinition definition) {
            checks.add(requireNonNull(definition, "definition"));
            return this;
        }

        public Builder checks(Collection<CheckDefinition> definitions) {
            checks.addAll(definitions);
            return this;
        }

        public Builder listener(CheckListener listener) {
            listeners.add(requireNonNull(listener, "listener"));
            return this;
        }

        /** What results are stamped with. Default the system's clock. */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** What rhythms and time limits are measured with. Default {@link System#nanoTime}. */
        public Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = requireNonNull(nanoTime, "nanoTime");
            return this;
        }

        /**
         * How many checks may run at once, stuck ones not counted. Default no limit, so that no check ever waits for
         * another; with one, a check may be late by the time limits of those before it.
         */
        public Builder maxConcurrent(int checks) {
            if (checks < 1) {
                throw new IllegalArgumentException("maxConcurrent must be at least 1, not " + checks);
            }
            this.maxConcurrent = checks;
            return this;
        }

        /** How long {@link CheckScheduler#close} may take. Default 5 s. */
        public Builder closeWithin(Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("closeWithin must not be negative: " + duration);
            }
            this.closeWithin = duration;
            return this;
        }

        /** What the names of its threads begin with. Default {@code ops-check}. */
        public Builder threadName(String prefix) {
            this.threadName = requireNonNull(prefix, "prefix");
            return this;
        }

        /**
         * The scheduler, not started yet.
         *
         * @throws IllegalArgumentException naming every duplicate name, unknown parent and cycle at once
         */
        public CheckScheduler build() {
            return new CheckScheduler(this);
        }
    }
}
