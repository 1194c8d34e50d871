package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on keys in a thread of its own, on connections of its own, pass after pass, as long as somebody asks for what it
 * found. A scrape takes the last result that is complete and waits for nothing, but for the very first, and then shortly.
 * Safe for use by any thread.
 */
final class KeyScanner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyScanner.class);

    /** Nobody has asked for so long: the thread ends, and the next who asks starts another. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    /** A pass that failed is tried again after this, or after the interval when that is shorter. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);

    /** What a pass has found. */
    record Result(List<SampleTable> tables, Instant at, Duration took, boolean onReplica) {}

    private final RedisKeys wanted;
    private final String name;
    private final InstantSource clock;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile List<KeySource> sources = List.of();
    private volatile @Nullable Result result;
    private volatile @Nullable Exception failure;
    private final AtomicBoolean waited = new AtomicBoolean();
    private final AtomicLong looked = new AtomicLong();
    private volatile long lastAsked;
    private @Nullable Thread thread;
    private boolean closed;

    KeyScanner(RedisSettings settings, InstantSource clock) {
        this.wanted = settings.watch().keys();
        this.name = settings.name();
        this.clock = clock;
    }

    RedisKeys wanted() {
        return wanted;
    }

    /** Says where the keys are now, and that somebody wants to know about them. */
    synchronized void ask(List<KeySource> where) {
        sources = List.copyOf(where);
        lastAsked = System.nanoTime();
        if (thread == null && !closed) {
            Thread fresh = new Thread(this::work, "allodoc-redis-keys-" + name);
            fresh.setDaemon(true);
            fresh.start();
            thread = fresh;
        }
    }

    /** Waits until there has been a pass, good or bad, but no longer than this, and only the first time. */
    void awaitFirst(Duration patience) throws InterruptedException {
        if (waited.compareAndSet(false, true) && first.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            log.debug("redis target={} first pass over the keys is done", name);
        }
    }

    Optional<Result> result() {
        return Optional.ofNullable(result);
    }

    /** Why the last pass failed; empty when it did not. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** Keys that servers have looked at so far, in all passes together. */
    long looked() {
        return looked.get();
    }

    private void work() {
        try {
            do {
                long start = System.nanoTime();
                boolean good = pass();
                first.countDown();
                Duration interval = wanted.budget().interval();
                Duration pause = good || interval.compareTo(AFTER_FAILURE) < 0 ? interval : AFTER_FAILURE;
                long rest = pause.toNanos() - (System.nanoTime() - start);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, rest));
            } while (goOn());
        } catch (InterruptedException e) {
            log.debug("redis target={} work on keys ends", name, e);
        }
    }

    private synchronized boolean goOn() {
        boolean goOn = !closed && System.nanoTime() - lastAsked < FORGOTTEN.toNanos();
        if (!goOn) {
            thread = null;
        }
        return goOn;
    }

    private boolean pass() throws InterruptedException {
        Instant start = clock.instant();
        long startNanos = System.nanoTime();
        KeyFindings findings = new KeyFindings(wanted);
        boolean onReplica = true;
        try {
            for (KeySource source : sources) {
                onReplica &= walk(source, findings);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            result = new Result(findings.tables(), start.plus(took), took, onReplica);
            failure = null;
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failure = e;
            return false;
        }
    }

    private boolean walk(KeySource source, KeyFindings findings) throws Exception {
        KeySource.Opened opened = source.open();
        try (RedisWire wire = opened.wire()) {
            KeyWork work = new KeyWork(wire, wanted.budget());
            try {
                new KeyPass(work, wanted, findings, source.clusterNode()).run();
            } finally {
                looked.addAndGet(work.looked());
            }
        }
        return opened.replica();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
