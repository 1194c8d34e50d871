package com.allodoc.ops.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans one group: sets aside what may not use slots, applies the rules, then lets the guards overrule removals. */
final class GroupPlanner {
    private final RetentionPolicy policy;
    private final Verifications verifications;
    private final Instant now;
    private final BackupGroup group;
    private final BackupRecord[] records;
    private final Decision[] decisions;
    private final GroupForecast forecast;
    private final List<RetentionFinding> findings = new ArrayList<>();

    private GroupPlanner(RetentionPlan.Builder input, Instant now, BackupGroup group, BackupRecord[] records) {
        this.policy = input.policy;
        this.verifications = input.verifications;
        this.now = now;
        this.group = group;
        this.records = records;
        this.decisions = new Decision[records.length];
        this.forecast = new GroupForecast(policy, input.cadence, now, decisions);
    }

    static RetentionPlan.Group plan(
            RetentionPlan.Builder input, Instant now, BackupGroup group, BackupRecord[] records) {
        NewestFirst.sort(records);
        return new GroupPlanner(input, now, group, records).plan();
    }

    private RetentionPlan.Group plan() {
        int[] positions = new int[records.length];
        int eligible = setAsideTheRest(positions);
        positions = Arrays.copyOf(positions, eligible);
        applyRules(positions);
        int kept = keptOf(positions);
        kept += protectRedundancy(positions, kept);
        protectVerified(positions);
        if (eligible > 0) {
            freezeWhenStale(positions);
        }
        return new RetentionPlan.Group(group, Arrays.asList(decisions), findings, forecast);
    }

    private int setAsideTheRest(int[] positions) {
        int eligible = 0;
        int future = 0;
        int failed = 0;
        for (int i = 0; i < records.length; i++) {
            BackupRecord record = records[i];
            Protect protect = guardOf(record);
            if (protect == null) {
                positions[eligible++] = i;
                continue;
            }
            decisions[i] = protect;
            if (protect.guard() == Protect.Guard.FUTURE_DATED) {
                future++;
            } else if (protect.guard() == Protect.Guard.FAILED) {
                failed++;
            }
        }
        if (future > 0) {
            report(
                    RetentionFinding.Kind.FUTURE_DATED,
                    future + " backups start after " + now + " and use no slots; check the clocks");
        }
        if (failed > 0) {
            report(
                    RetentionFinding.Kind.FAILED_ATTEMPTS,
                    failed + " failed attempts use no slots and are not removed; look at them, then delete by hand");
        }
        return eligible;
    }

    private @Nullable Protect guardOf(BackupRecord record) {
        Pin pin = record.pin();
        if (pin != null && pin.holdsAt(now)) {
            String term = pin.expiresAt() == null ? "until released" : "until " + pin.expiresAt();
            return new Protect(record, Protect.Guard.PINNED, "pinned " + term + ": " + pin.reason());
        }
        if (record.outcome() == BackupOutcome.RUNNING) {
            return new Protect(record, Protect.Guard.RUNNING, "it hasn't finished");
        }
        if (record.startedAt().isAfter(now)) {
            return new Protect(record, Protect.Guard.FUTURE_DATED, "it starts in the future, at " + record.startedAt());
        }
        if (record.outcome() == BackupOutcome.FAILED) {
            return new Protect(record, Protect.Guard.FAILED, "the attempt failed; it uses no slot, decide by hand");
        }
        return null;
    }

    private void applyRules(int[] positions) {
        BackupRecord[] eligible = new BackupRecord[positions.length];
        for (int k = 0; k < positions.length; k++) {
            eligible[k] = records[positions[k]];
        }
        KeepReason[][] reasons = RuleEngine.apply(policy, eligible, now);
        for (int k = 0; k < positions.length; k++) {
            int position = positions[k];
            decisions[position] = reasons[k].length == 0
                    ? new Remove(eligible[k])
                    : new Keep(eligible[k], List.of(reasons[k]), forecast, position);
        }
    }

    private int keptOf(int[] positions) {
        int kept = 0;
        for (int position : positions) {
            if (decisions[position].stays()) {
                kept++;
            }
        }
        return kept;
    }

    private int protectRedundancy(int[] positions, int kept) {
        int missing = policy.minimumRedundancy() - kept;
        int protectedNow = 0;
        for (int k = 0; k < positions.length && protectedNow < missing; k++) {
            BackupRecord record = records[positions[k]];
            if (!decisions[positions[k]].stays()) {
                decisions[positions[k]] = new Protect(
                        record,
                        Protect.Guard.MINIMUM_REDUNDANCY,
                        "at least " + policy.minimumRedundancy() + " complete backups must remain");
                protectedNow++;
            }
        }
        if (protectedNow < missing) {
            report(
                    RetentionFinding.Kind.BELOW_MINIMUM_REDUNDANCY,
                    positions.length + " complete backups exist, " + policy.minimumRedundancy() + " are demanded");
        }
        return protectedNow;
    }

    private void protectVerified(int[] positions) {
        int missing = policy.minimumVerified();
        if (missing == 0 || verifications.isEmpty()) {
            return;
        }
        for (int k = 0; k < positions.length && missing > 0; k++) {
            Decision decision = decisions[positions[k]];
            if (decision.stays() && verified(decision.backup())) {
                missing--;
            }
        }
        for (int k = 0; k < positions.length && missing > 0; k++) {
            BackupRecord record = records[positions[k]];
            if (!decisions[positions[k]].stays() && verified(record)) {
                decisions[positions[k]] = new Protect(
                        record,
                        Protect.Guard.MINIMUM_VERIFIED,
                        "at least " + policy.minimumVerified() + " verified backups must remain ("
                                + policy.verifiedLevel().code() + " or better)");
                missing--;
            }
        }
        if (missing > 0) {
            report(
                    RetentionFinding.Kind.BELOW_MINIMUM_VERIFIED,
                    (policy.minimumVerified() - missing) + " verified backups exist, " + policy.minimumVerified()
                            + " are demanded; verify the newest one");
        }
    }

    private boolean verified(BackupRecord record) {
        return verifications.reaches(record, policy.verifiedLevel());
    }

    private void freezeWhenStale(int[] positions) {
        Duration limit = policy.freezeAfter();
        if (limit == null) {
            return;
        }
        Duration age = Duration.between(records[positions[0]].startedAt(), now);
        if (age.compareTo(limit) <= 0) {
            return;
        }
        String detail = "frozen, the newest complete backup is " + Texts.words(age) + " old and the limit is "
                + Texts.words(limit);
        int frozen = 0;
        for (int position : positions) {
            if (!decisions[position].stays()) {
                decisions[position] = new Protect(records[position], Protect.Guard.FROZEN, detail);
                frozen++;
            }
        }
        report(
                RetentionFinding.Kind.FROZEN,
                detail + "; " + frozen + " removals are held back until a backup succeeds");
    }

    private void report(RetentionFinding.Kind kind, String detail) {
        findings.add(new RetentionFinding(group, kind, detail));
    }
}
