package com.allodoc.ops.exporter.cli;

import java.util.concurrent.CountDownLatch;

/** How the process learns that it is asked to end. */
interface Stop {

    /** From here on {@code close} runs, once, when the process is asked to end, also before anybody waits for it. */
    Waiting closing(Runnable close);

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
            return closed::await;
        };
    }

    /** The rest of the process's life. */
    interface Waiting {
        /** Returns after {@code close} ran. */
        void await() throws InterruptedException;
    }
}
