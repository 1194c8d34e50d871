package com.allodoc.ops.exporter.collect;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines that are watched. Nearly all are kept, so nothing is scheduled for each of them: the timer looks at the
 * earliest one that it was told of, and then at what is left. A scrape in time wakes no thread. Safe for use by any
 * thread.
 */
final class Alarms {
    private final ScheduledExecutorService timer;
    private final Set<Alarm> pending = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledFuture<?> look;
    private @Nullable Deadline lookAt;

    Alarms(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Runs {@code late} at the deadline, unless {@code work} is done by then. */
    void set(Deadline deadline, Runnable late, CompletableFuture<?> work) {
        Alarm alarm = new Alarm(deadline, late);
        pending.add(alarm);
        work.whenComplete((done, failure) -> pending.remove(alarm));
        lookBy(deadline);
    }

    private synchronized void lookBy(Deadline deadline) {
        if (lookAt != null && !lookAt.isLaterThan(deadline)) {
            return;
        }
        if (look != null) {
            look.cancel(false);
        }
        lookAt = deadline;
        look = timer.schedule(this::look, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        synchronized (this) {
            lookAt = null;
            look = null;
        }
        for (Alarm alarm : List.copyOf(pending)) {
            if (!alarm.deadline.isExpired()) {
                lookBy(alarm.deadline);
            } else if (pending.remove(alarm)) {
                // By itself, so that one that fails stops no other.
                timer.execute(alarm.late);
            }
        }
    }

    /** One deadline. Two of them are never equal. */
    private static final class Alarm {
        private final Deadline deadline;
        private final Runnable late;

        Alarm(Deadline deadline, Runnable late) {
            this.deadline = deadline;
            this.late = late;
        }
    }
}
