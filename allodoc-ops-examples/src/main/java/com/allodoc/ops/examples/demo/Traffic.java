package com.allodoc.ops.examples.demo;

import java.util.List;

/** Works in the background until the demo ends. */
final class Traffic implements AutoCloseable {
    private final List<Thread> threads;
    private volatile boolean over;

    Traffic(List<Work> works) {
        threads = works.stream().map(this::start).toList();
    }

    /** Goes on until its thread is interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private Thread start(Work work) {
        Thread thread = new Thread(() -> run(work), "demo-traffic");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (!over) {
                System.err.println("The demo's traffic stopped: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Thread::interrupt);
    }
}
