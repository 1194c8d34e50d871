package com.allodoc.ops.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Borg's rules as a cascade: what a finer rule lets go falls to the next coarser one, which takes it when it is the
 * newest existing backup of its period. Not thread-safe.
 */
final class ExclusiveRolling extends RollingRetention {
    private final LocalPeriods periods;
    private final List<Tier> tiers = new ArrayList<>();
    private final TreeSet<RollingEntry> existing = new TreeSet<>();
    private @Nullable RollingEntry filler;

    ExclusiveRolling(RetentionPolicy policy) {
        super(policy);
        this.periods = new LocalPeriods(policy.zone());
        for (RetentionRule rule : policy.rules()) {
            tiers.add(new Tier(rule));
        }
    }

    @Override
    void accept(RollingEntry entry) {
        existing.add(entry);
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            while (tier.ages() && tier.oldestIsDone(entry.start)) {
                RollingEntry done = tier.members.pollFirst();
                if (done != null) {
                    place(i + 1, done);
                    release(done);
                }
            }
        }
        place(0, entry);
        if (filler != null && !slotsLeft()) {
            release(filler);
            filler = null;
        }
    }

    @Override
    void forget(RollingEntry entry) {
        existing.remove(entry);
    }

    /**
     * Offers an entry to the tiers from {@code first} on; each takes it, or what it lets go for it is offered onwards.
     */
    private void place(int first, RollingEntry candidate) {
        RollingEntry entry = candidate;
        for (int i = first; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            if (!tier.wants(entry)) {
                continue;
            }
            hold(entry);
            RollingEntry let = tier.take(entry);
            if (let == null) {
                return;
            }
            place(i + 1, let);
            release(let);
            return;
        }
        if (filler == null && existing.first().equals(entry) && slotsLeft()) {
            filler = entry;
            hold(entry);
        } else if (entry.holders == 0) {
            // Not wanted by anyone: pass through the reserve, where the redundancy guard looks.
            hold(entry);
            release(entry);
        }
    }

    private boolean slotsLeft() {
        return tiers.stream().anyMatch(Tier::hasSlotsLeft);
    }

    private final class Tier {
        private final RetentionRule rule;
        private final TreeSet<RollingEntry> members = new TreeSet<>();

        Tier(RetentionRule rule) {
            this.rule = rule;
        }

        boolean ages() {
            return !(rule instanceof RetentionRule.Counted);
        }

        boolean oldestIsDone(Instant newest) {
            if (members.isEmpty()) {
                return false;
            }
            if (rule instanceof RetentionRule.Within within) {
                return !members.first().start.isAfter(RetentionRule.before(newest, within.age(), policy.zone()));
            }
            RetentionRule.RecoveryWindow window = (RetentionRule.RecoveryWindow) rule;
            RollingEntry second = members.higher(members.first());
            return second != null
                    && !second.start.isAfter(RetentionRule.before(newest, window.window(), policy.zone()));
        }

        boolean hasSlotsLeft() {
            return rule instanceof RetentionRule.Counted counted
                    && !counted.unlimited()
                    && members.size() < counted.count();
        }

        boolean wants(RollingEntry entry) {
            if (rule instanceof RetentionRule.Within within) {
                return entry.start.isAfter(RetentionRule.before(existing.last().start, within.age(), policy.zone()));
            }
            if (!(rule instanceof RetentionRule.Counted counted)) {
                return existing.last().equals(entry);
            }
            RollingEntry newer = existing.higher(entry);
            return newer == null || !samePeriod(counted, entry, newer);
        }

        /** Takes the entry; returns the one that loses its slot, which may be the entry itself. */
        @Nullable
        RollingEntry take(RollingEntry entry) {
            members.add(entry);
            if (!(rule instanceof RetentionRule.Counted counted)) {
                return null;
            }
            RollingEntry older = members.lower(entry);
            if (older != null && samePeriod(counted, older, entry)) {
                members.remove(older);
                return older;
            }
            if (counted.unlimited()) {
                if (older != null) {
                    older.permanent = true;
                }
                return null;
            }
            return members.size() > counted.count() ? members.pollFirst() : null;
        }

        private boolean samePeriod(RetentionRule.Counted counted, RollingEntry a, RollingEntry b) {
            return counted.period() != RetentionPeriod.LAST
                    && periods.moveTo(a.start).key(counted.period())
                            == periods.moveTo(b.start).key(counted.period());
        }
    }
}
