package com.allodoc.ops.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Applies one rule to a list of backups that is walked once, newest first. Not thread-safe. */
abstract class RuleCursor {
    final RetentionRule rule;

    private RuleCursor(RetentionRule rule) {
        this.rule = rule;
    }

    static RuleCursor of(RetentionRule rule, RetentionPolicy policy, Instant newest, Instant now) {
        if (rule instanceof RetentionRule.Counted counted) {
            return new CountedCursor(counted);
        }
        if (rule instanceof RetentionRule.Within within) {
            return new WithinCursor(within, RetentionRule.before(newest, within.age(), policy.zone()));
        }
        RetentionRule.RecoveryWindow window = (RetentionRule.RecoveryWindow) rule;
        return new WindowCursor(window, RetentionRule.before(now, window.window(), policy.zone()));
    }

    /**
     * Offers the next backup.
     *
     * @param periods standing on its start
     * @param oldest whether it is the last of the list and may take a slot that is left
     * @param taken whether it is kept already and may use no slot of this rule (Borg)
     * @return why it is kept, or null
     */
    abstract @Nullable KeepReason offer(Instant start, LocalPeriods periods, boolean oldest, boolean taken);

    /** Whether it will keep nothing more. */
    abstract boolean exhausted();

    private static final class CountedCursor extends RuleCursor {
        private final RetentionRule.Counted counted;
        private boolean any;
        private long lastKey;
        private int used;

        CountedCursor(RetentionRule.Counted counted) {
            super(counted);
            this.counted = counted;
        }

        @Override
        @Nullable
        KeepReason offer(Instant start, LocalPeriods periods, boolean oldest, boolean taken) {
            if (exhausted()) {
                return null;
            }
            long key = periods.key(counted.period());
            boolean newPeriod = !any || counted.period() == RetentionPeriod.LAST || key != lastKey;
            if (newPeriod) {
                any = true;
                lastKey = key;
            }
            if (taken || (!newPeriod && !oldest)) {
                return null;
            }
            used++;
            return new KeepReason(counted, used, !newPeriod);
        }

        @Override
        boolean exhausted() {
            return !counted.unlimited() && used >= counted.count();
        }
    }

    private static final class WithinCursor extends RuleCursor {
        private final RetentionRule.Within within;
        private final Instant cutoff;
        private boolean any;
        private long lastKey;
        private boolean passed;
        private int used;

        WithinCursor(RetentionRule.Within within, Instant cutoff) {
            super(within);
            this.within = within;
            this.cutoff = cutoff;
        }

        @Override
        @Nullable
        KeepReason offer(Instant start, LocalPeriods periods, boolean oldest, boolean taken) {
            if (!start.isAfter(cutoff)) {
                passed = true;
                return null;
            }
            long key = periods.key(within.period());
            boolean newPeriod = !any || within.period() == RetentionPeriod.LAST || key != lastKey;
            if (!newPeriod) {
                return null;
            }
            any = true;
            lastKey = key;
            used++;
            return new KeepReason(within, used, false);
        }

        @Override
        boolean exhausted() {
            return passed;
        }
    }

    private static final class WindowCursor extends RuleCursor {
        private final Instant cutoff;
        private boolean closed;
        private int used;

        WindowCursor(RetentionRule.RecoveryWindow window, Instant cutoff) {
            super(window);
            this.cutoff = cutoff;
        }

        @Override
        @Nullable
        KeepReason offer(Instant start, LocalPeriods periods, boolean oldest, boolean taken) {
            if (closed) {
                return null;
            }
            closed = !start.isAfter(cutoff);
            used++;
            return new KeepReason(rule, used, closed);
        }

        @Override
        boolean exhausted() {
            return closed;
        }
    }
}
