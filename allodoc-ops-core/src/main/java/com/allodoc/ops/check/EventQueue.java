package com.allodoc.ops.check;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to listeners on one thread of its own, so that a listener can delay neither a check nor the timer. */
final class EventQueue {

    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
    private static final int CAPACITY = 4096;

    private final List<CheckListener> listeners;
    private final BlockingQueue<Consumer<CheckListener>> events = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread;
    private boolean started;
    private boolean closed;

    EventQueue(List<CheckListener> listeners, String threadName) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
        this.thread = new Thread(this::deliver, threadName);
        this.thread.setDaemon(true);
    }

    synchronized void start() {
        started = true;
        startThread();
    }

    /** From now on; {@link #start} need not have been called. */
    synchronized void add(CheckListener listener) {
        listeners.add(listener);
        if (started) {
            startThread();
        }
    }

    private void startThread() {
        if (!closed && !listeners.isEmpty() && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Never waits: what doesn't fit is dropped and counted. */
    void offer(Consumer<CheckListener> event) {
        if (!listeners.isEmpty() && !events.offer(event) && dropped.getAndIncrement() == 0) {
            log.warn("check listeners are too slow, events are being dropped capacity={}", CAPACITY);
        }
    }

    long dropped() {
        return dropped.get();
    }

    long failed() {
        return failed.get();
    }

    /** Lets the listeners finish what is queued, until {@code deadline} in {@link System#nanoTime}. */
    void close(long deadline) throws InterruptedException {
        synchronized (this) {
            closed = true;
        }
        if (events.offer(new End())) {
            Joining.join(thread, deadline);
        }
        thread.interrupt();
        Joining.join(thread, deadline);
    }

    private void deliver() {
        try {
            for (Consumer<CheckListener> event = events.take(); !(event instanceof End); event = events.take()) {
                deliver(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Consumer<CheckListener> event) {
        for (CheckListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error e) {
                if (failed.getAndIncrement() == 0) {
                    log.warn("check listener failed, further failures are only counted listener={}", listener, e);
                }
            }
        }
    }

    /** Queued last of all, and never delivered. */
    private record End() implements Consumer<CheckListener> {
        @Override
        public void accept(CheckListener listener) {
            throw new IllegalStateException("the end of the queue is not an event");
        }
    }
}
