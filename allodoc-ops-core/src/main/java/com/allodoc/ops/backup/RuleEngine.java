package com.allodoc.ops.backup;

import java.time.Instant;
import java.util.Arrays;

/**
 * Applies the rules of a policy to the backups of one group: the pure algorithm, without guards. One pass over the list
 * in independent mode, one per rule in exclusive mode.
 *
 * <p>Sources: restic {@code ApplyPolicy} (snapshot_policy.go) and Borg {@code prune_split} (prune_cmd.py). Unlike newer
 * restic, a rule with an age doesn't also keep the oldest backup: it has no slots left to fill, and the answer would
 * depend on how often it runs. As in Borg's source, the oldest backup goes to the first rule from fine to coarse that
 * has slots left.
 */
final class RuleEngine {
    private static final KeepReason[] NONE = {};

    private RuleEngine() {}

    /**
     * The reasons for each backup, in rule order; an empty array where no rule keeps it.
     *
     * @param sorted newest first
     */
    static KeepReason[][] apply(RetentionPolicy policy, BackupRecord[] sorted, Instant now) {
        KeepReason[][] reasons = new KeepReason[sorted.length][];
        Arrays.fill(reasons, NONE);
        if (sorted.length == 0) {
            return reasons;
        }
        RuleCursor[] cursors = policy.rules().stream()
                .map(rule -> RuleCursor.of(rule, policy, sorted[0].startedAt(), now))
                .toArray(RuleCursor[]::new);
        if (policy.mode() == RetentionMode.INDEPENDENT) {
            independent(cursors, policy, sorted, reasons);
        } else {
            exclusive(cursors, policy, sorted, reasons);
        }
        return reasons;
    }

    private static void independent(
            RuleCursor[] cursors, RetentionPolicy policy, BackupRecord[] sorted, KeepReason[][] reasons) {
        LocalPeriods periods = new LocalPeriods(policy.zone());
        KeepReason[] found = new KeepReason[cursors.length];
        for (int i = 0; i < sorted.length; i++) {
            Instant start = sorted[i].startedAt();
            periods.moveTo(start);
            boolean oldest = i == sorted.length - 1;
            int count = 0;
            for (RuleCursor cursor : cursors) {
                KeepReason reason = cursor.offer(start, periods, oldest, false);
                if (reason != null) {
                    found[count++] = reason;
                }
            }
            if (count > 0) {
                reasons[i] = Arrays.copyOf(found, count);
            }
        }
    }

    private static void exclusive(
            RuleCursor[] cursors, RetentionPolicy policy, BackupRecord[] sorted, KeepReason[][] reasons) {
        LocalPeriods periods = new LocalPeriods(policy.zone());
        for (RuleCursor cursor : cursors) {
            boolean mayTakeOldest = !(cursor.rule instanceof RetentionRule.Counted counted && counted.unlimited());
            for (int i = 0; i < sorted.length && !cursor.exhausted(); i++) {
                Instant start = sorted[i].startedAt();
                boolean oldest = mayTakeOldest && i == sorted.length - 1;
                boolean taken = reasons[i].length > 0;
                KeepReason reason = cursor.offer(start, periods.moveTo(start), oldest, taken);
                if (reason != null && !taken) {
                    reasons[i] = new KeepReason[] {reason};
                }
            }
        }
    }
}
