package com.allodoc.ops.check;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of one check on a worker thread, behind the exception barrier. */
final class CheckRun implements Runnable {

    private static final int LONGEST_MESSAGE = 200;

    private final CheckDefinition definition;
    private final CheckContext context;
    private final BiConsumer<CheckRun, CheckResult> whenDone;
    private @Nullable Thread worker;
    private boolean expired;

    CheckRun(CheckDefinition definition, CheckContext context, BiConsumer<CheckRun, CheckResult> whenDone) {
        this.definition = definition;
        this.context = context;
        this.whenDone = whenDone;
    }

    CheckDefinition definition() {
        return definition;
    }

    CheckContext context() {
        return context;
    }

    boolean isOverdue() {
        return context.elapsed().compareTo(definition.timeout()) >= 0;
    }

    synchronized boolean isExpired() {
        return expired;
    }

    /** Gives the run up and interrupts it; whatever it answers from now on is too late. */
    synchronized void expire() {
        expired = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        String threadName = thread.getName();
        CheckResult result = context.unknown("given up before it began");
        if (begin(thread)) {
            thread.setName(threadName + " " + definition.name());
            try {
                result = ask(definition.check(), context);
            } finally {
                thread.setName(threadName);
                end();
            }
        }
        whenDone.accept(this, result);
    }

    /** False when the time was up before a thread was free, which happens on a starving machine. */
    private synchronized boolean begin(Thread thread) {
        worker = thread;
        return !expired;
    }

    private synchronized void end() {
        worker = null;
    }

    /** Every way a check can end becomes a result. */
    static CheckResult ask(Check check, CheckContext context) {
        try {
            @Nullable CheckResult result = check.run(context);
            return result == null
                    ? context.unknown("the check returned null instead of a result")
                    : result.timed(context.startedAt(), context.elapsed());
        } catch (InterruptedException e) {
            return context.unknown("interrupted before it had an answer").withCause(e);
        } catch (Exception e) {
            return context.critical(describe(e)).withCause(e);
        } catch (Throwable e) {
            // A missing class or an exhausted stack says something about this process, not about what was asked.
            return context.unknown("the check broke: " + describe(e)).withCause(e);
        }
    }

    static String describe(Throwable cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return type.isEmpty() ? cause.getClass().getName() : type;
        }
        String line = message.strip().lines().findFirst().orElse("");
        return type + ": " + (line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line);
    }
}
