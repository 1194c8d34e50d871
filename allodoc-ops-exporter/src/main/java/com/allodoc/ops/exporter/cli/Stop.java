package com.allodoc.ops.exporter.cli;

import java.util.concurrent.CountDownLatch;

/** Waits until the process is asked to end. */
interface Stop {

    /** Returns after {@code close} ran, which happens once the process is asked to end. */
    void await(Runnable close) throws InterruptedException;

    /** SIGTERM or SIGINT (Ctrl-C): {@code close} runs in the shutdown hook, and the process ends after it. */
    static Stop onSignal() {
        return close -> {
            CountDownLatch closed = new CountDownLatch(1);
            Thread hook = new Thread(
                    () -> {
                        close.run();
                        closed.countDown();
                    },
                    "stop");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                hook.start();
            }
            closed.await();
        };
    }
}
