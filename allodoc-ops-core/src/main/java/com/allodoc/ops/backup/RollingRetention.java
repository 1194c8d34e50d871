package com.allodoc.ops.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A policy that is carried out after every backup, at a constant cost per backup instead of a new plan each time. Gives
 * the same answers as {@link RuleEngine} (a property test compares them after every step). Not thread-safe.
 */
abstract class RollingRetention {
    final RetentionPolicy policy;
    private final TreeSet<RollingEntry> reserve = new TreeSet<>();
    private int held;

    RollingRetention(RetentionPolicy policy) {
        this.policy = policy;
    }

    static RollingRetention of(RetentionPolicy policy) {
        return policy.mode() == RetentionMode.INDEPENDENT
                ? new IndependentRolling(policy)
                : new ExclusiveRolling(policy);
    }

    /** Adds a backup that starts after all earlier ones; returns those which the policy removes then. */
    final List<RollingEntry> add(RollingEntry entry) {
        accept(entry);
        List<RollingEntry> dropped = new ArrayList<>();
        while (reserve.size() > Math.max(0, policy.minimumRedundancy() - held)) {
            RollingEntry oldest = reserve.pollFirst();
            if (oldest == null) {
                break;
            }
            dropped.add(oldest);
            forget(oldest);
        }
        return dropped;
    }

    abstract void accept(RollingEntry entry);

    /** Called when an entry is removed for good. */
    abstract void forget(RollingEntry entry);

    final void hold(RollingEntry entry) {
        if (entry.holders++ == 0) {
            held++;
            reserve.remove(entry);
        }
    }

    final void release(RollingEntry entry) {
        if (--entry.holders == 0) {
            held--;
            reserve.add(entry);
        }
    }
}
