package com.allodoc.ops.backup;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** restic's rules, one queue each, newest at the front. Not thread-safe. */
final class IndependentRolling extends RollingRetention {
    private final LocalPeriods periods;
    private final List<Queue> queues = new ArrayList<>();

    IndependentRolling(RetentionPolicy policy) {
        super(policy);
        this.periods = new LocalPeriods(policy.zone());
        for (RetentionRule rule : policy.rules()) {
            queues.add(queueOf(rule));
        }
    }

    private Queue queueOf(RetentionRule rule) {
        if (rule instanceof RetentionRule.Counted counted) {
            return new CountedQueue(counted);
        }
        if (rule instanceof RetentionRule.Within within) {
            return new WithinQueue(within);
        }
        return new WindowQueue((RetentionRule.RecoveryWindow) rule);
    }

    @Override
    void accept(RollingEntry entry) {
        // Holding first and letting go afterwards: an entry that moves between rules is never without a holder.
        for (Queue queue : queues) {
            queue.add(entry);
        }
    }

    @Override
    void forget(RollingEntry entry) {}

    private interface Queue {
        void add(RollingEntry entry);
    }

    /** Newest of each period at the front, plus the oldest of all while there are slots left. */
    private abstract class PeriodQueue implements Queue {
        final Deque<RollingEntry> heads = new ArrayDeque<>();
        private final RetentionPeriod period;
        private long newestKey;

        @Nullable
        RollingEntry filler;

        private boolean started;

        PeriodQueue(RetentionPeriod period) {
            this.period = period;
        }

        final void push(RollingEntry entry) {
            if (!started) {
                started = true;
                filler = entry;
                hold(entry);
            }
            long key = periods.moveTo(entry.start).key(period);
            hold(entry);
            RollingEntry previous = heads.peekFirst();
            if (previous != null && period != RetentionPeriod.LAST && key == newestKey) {
                heads.removeFirst();
                release(previous);
            } else if (previous != null) {
                settled(previous);
            }
            heads.addFirst(entry);
            newestKey = key;
        }

        /** Called for the newest of a period that is over. */
        abstract void settled(RollingEntry entry);

        final void dropFiller() {
            if (filler != null) {
                release(filler);
                filler = null;
            }
        }
    }

    private final class CountedQueue extends PeriodQueue {
        private final RetentionRule.Counted counted;

        CountedQueue(RetentionRule.Counted counted) {
            super(counted.period());
            this.counted = counted;
        }

        @Override
        public void add(RollingEntry entry) {
            push(entry);
            if (counted.unlimited()) {
                if (filler != null) {
                    filler.permanent = true;
                }
                return;
            }
            if (heads.size() >= counted.count()) {
                dropFiller();
            }
            if (heads.size() > counted.count()) {
                release(heads.removeLast());
            }
        }

        @Override
        void settled(RollingEntry entry) {
            entry.permanent |= counted.unlimited();
        }
    }

    private final class WithinQueue extends PeriodQueue {
        private final RetentionRule.Within within;

        WithinQueue(RetentionRule.Within within) {
            super(within.period());
            this.within = within;
        }

        @Override
        public void add(RollingEntry entry) {
            push(entry);
            dropFiller();
            Instant cutoff = RetentionRule.before(entry.start, within.age(), policy.zone());
            while (!heads.isEmpty() && !heads.getLast().start.isAfter(cutoff)) {
                release(heads.removeLast());
            }
        }

        @Override
        void settled(RollingEntry entry) {}
    }

    private final class WindowQueue implements Queue {
        private final RetentionRule.RecoveryWindow window;
        private final Deque<RollingEntry> entries = new ArrayDeque<>();

        WindowQueue(RetentionRule.RecoveryWindow window) {
            this.window = window;
        }

        @Override
        public void add(RollingEntry entry) {
            hold(entry);
            entries.addFirst(entry);
            Instant cutoff = RetentionRule.before(entry.start, window.window(), policy.zone());
            while (entries.size() > 1) {
                RollingEntry oldest = entries.removeLast();
                if (entries.getLast().start.isAfter(cutoff)) {
                    entries.addLast(oldest);
                    return;
                }
                release(oldest);
            }
        }
    }
}
