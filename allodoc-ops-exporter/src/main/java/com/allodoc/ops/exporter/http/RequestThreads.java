package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.ScrapeThreads;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read requests and write answers. The JDK's server reads a header with the thread that will answer,
 * so a client that sends it byte by byte would hold a thread for as long as it likes, and one that does not read its
 * answer likewise. Here each of the two has a time limit, and a short one while others wait for a thread: the thread is
 * interrupted, which closes the connection. Safe for use by any thread.
 */
final class RequestThreads implements Executor, AutoCloseable {

    /** How long a client may take. */
    record Limits(int threads, Duration header, Duration headerWhenBusy, Duration answer, Duration answerWhenBusy) {
        static final Limits DEFAULT = new Limits(
                64, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Limits limits;
    private final ThreadPoolExecutor threads;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore places;
    private final ScheduledThreadPoolExecutor clock;
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final LongAdder slowHeaders = new LongAdder();
    private final LongAdder slowReaders = new LongAdder();

    RequestThreads(Limits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.threads());
        // Hands work to the thread that was busy last, so that the others can end: a core pool would start all of them
        // one after the other for a single client, and keep them.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("allodoc-http"));
        this.clock = new ScheduledThreadPoolExecutor(1, named("allodoc-http-clock"));
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs what the JDK's server wants to be run: reading a header and handling the request. */
    @Override
    public void execute(Runnable exchange) {
        enqueue(() -> run(new Turn(true), exchange));
    }

    /** Runs what writes an answer; after the scrape that brought it, on the same thread, if there is room for it. */
    Executor answers() {
        return answer -> {
            Runnable work = () -> run(new Turn(false), answer);
            if (!waiting.isEmpty() || !followsUp(work)) {
                enqueue(work);
            }
        };
    }

    private boolean followsUp(Runnable work) {
        if (!places.tryAcquire()) {
            return false;
        }
        boolean follows = ScrapeThreads.followUp(() -> {
            try {
                work.run();
            } finally {
                giveUpPlace();
            }
        });
        if (!follows) {
            places.release();
        }
        return follows;
    }

    private void enqueue(Runnable work) {
        waiting.add(work);
        startIfThereIsRoom();
    }

    private void startIfThereIsRoom() {
        if (!waiting.isEmpty() && places.tryAcquire()) {
            threads.execute(this::runWaiting);
        }
    }

    private void runWaiting() {
        try {
            for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
                work.run();
            }
        } finally {
            giveUpPlace();
        }
    }

    private void giveUpPlace() {
        places.release();
        // For what came after the last look and found no place.
        if (!threads.isShutdown()) {
            startIfThereIsRoom();
        }
    }

    /** Looks at clients that wait, too. */
    ScheduledThreadPoolExecutor clock() {
        return clock;
    }

    /** To be called once the header of this thread's request is complete. */
    void headerRead() {
        Turn turn = CURRENT.get();
        if (turn != null) {
            turn.answering();
        }
    }

    /** Connections closed because their header did not come. */
    long slowHeaders() {
        return slowHeaders.sum();
    }

    /** Connections closed because their answer was not read. */
    long slowReaders() {
        return slowReaders.sum();
    }

    private void run(Turn turn, Runnable work) {
        turns.add(turn);
        CURRENT.set(turn);
        lookSoon();
        try {
            work.run();
        } finally {
            turns.remove(turn);
            CURRENT.remove();
            turn.end();
        }
    }

    private void lookSoon() {
        if (isLooking.compareAndSet(false, true) && !clock.isShutdown()) {
            clock.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        isLooking.set(false);
        boolean busy = !waiting.isEmpty();
        turns.forEach(turn -> turn.cutIfSlow(busy));
        if (!turns.isEmpty()) {
            lookSoon();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + '-' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One thread's work for one client. */
    private final class Turn {
        private final Thread thread = Thread.currentThread();
        private boolean isHeader;
        private boolean isOver;
        private long sinceNanos = System.nanoTime();

        Turn(boolean isHeader) {
            this.isHeader = isHeader;
        }

        synchronized void answering() {
            isHeader = false;
            sinceNanos = System.nanoTime();
        }

        synchronized void cutIfSlow(boolean busy) {
            Duration limit = isHeader
                    ? busy ? limits.headerWhenBusy() : limits.header()
                    : busy ? limits.answerWhenBusy() : limits.answer();
            if (isOver || System.nanoTime() - sinceNanos < limit.toNanos()) {
                return;
            }
            isOver = true;
            (isHeader ? slowHeaders : slowReaders).increment();
            thread.interrupt();
        }

        synchronized void end() {
            isOver = true;
            // An interrupt that came too late to hit this client must not hit the next one.
            Thread.interrupted();
        }
    }
}
