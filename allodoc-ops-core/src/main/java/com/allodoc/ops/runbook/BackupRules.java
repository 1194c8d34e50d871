package com.allodoc.ops.runbook;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.RecoveryObjective;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import com.allodoc.ops.backup.VerificationLevel;
import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Promises about recovery that the plans can't keep. */
final class BackupRules {

    private BackupRules() {}

    static void apply(RunbookLint lint) {
        boolean drilled = lint.runbook().procedures().stream()
                .anyMatch(procedure -> procedure.purpose() == Procedure.Purpose.DRILL);
        for (PlannedBackup backup : lint.runbook().backups()) {
            String where = "backup " + backup.name();
            Optional<Occurrence> longest = longestPause(lint, backup.plan());
            for (RecoveryObjective objective : backup.plan().objectives()) {
                if (objective instanceof Rpo rpo) {
                    rpo(lint, where, backup, rpo, longest);
                }
            }
            longest.ifPresent(pause -> freshness(lint, where, backup, pause));
            if (!drilled && backup.plan().objectives().stream().anyMatch(Rto.class::isInstance)) {
                lint.warning(
                        "rto-without-drill",
                        where,
                        "it promises how long a restore takes, and nothing rehearses one, so the promise is a hope",
                        "add a drill: restore into a scratch database and measure it");
            }
            places(lint, where, backup.plan());
        }
    }

    private static void rpo(
            RunbookLint lint, String where, PlannedBackup backup, Rpo rpo, Optional<Occurrence> longest) {
        String promise = rpo.name() + " of at most " + Words.of(rpo.limit());
        if (rpo.needsWal()) {
            if (!backup.archivesWal()) {
                lint.error(
                        "rpo-without-wal",
                        where,
                        promise + " rests on the write-ahead log, and nothing archives it",
                        "archive the WAL on top of physical base backups, or promise what the schedule can keep");
            }
            return;
        }
        longest.filter(pause -> pause.duration().plus(backup.takes()).compareTo(rpo.limit()) >= 0)
                .ifPresent(pause -> lint.error(
                        "rpo-shorter-than-cadence",
                        where,
                        promise + " can't be kept: runs are up to "
                                + Words.of(pause.duration()) + " apart, first after "
                                + Words.of(pause.start(), lint.runbook().zone())
                                + ", and what is written while one runs is in none",
                        "run more often, or promise more than "
                                + Words.of(pause.duration().plus(backup.takes()))));
    }

    private static void freshness(RunbookLint lint, String where, PlannedBackup backup, Occurrence pause) {
        if (pause.duration()
                        .plus(backup.takes())
                        .compareTo(backup.plan().freshness().limit())
                > 0) {
            lint.error(
                    "freshness-shorter-than-cadence",
                    where,
                    "its backups count as too old after "
                            + Words.of(backup.plan().freshness().limit()) + ", and runs are up to "
                            + Words.of(pause.duration()) + " apart",
                    "use the freshness of its rhythm: daily 26 h, weekly 7 d 2 h");
        }
        if (!backup.plan().freshness().verifiedLevel().atLeast(VerificationLevel.COMPLETE)) {
            lint.warning(
                    "shallow-proof",
                    where,
                    "a backup counts as verified at "
                            + backup.plan().freshness().verifiedLevel().code()
                            + ", at which a truncated dump passes",
                    "ask for " + VerificationLevel.COMPLETE.code() + " or more");
        }
    }

    private static void places(RunbookLint lint, String where, BackupPlan plan) {
        if (plan.locations().stream().noneMatch(BackupLocation::remote)) {
            lint.warning(
                    "one-place",
                    where,
                    "every copy lies on the machine that is backed up, and is lost with it",
                    "add a location elsewhere");
        }
    }

    /** The longest time between two runs that follow each other, the first of several equal ones. */
    private static Optional<Occurrence> longestPause(RunbookLint lint, BackupPlan plan) {
        List<Instant> runs = plan.expectedRuns(lint.now(), lint.horizon());
        return IntStream.range(1, runs.size())
                .mapToObj(i -> new Occurrence(runs.get(i - 1), runs.get(i)))
                .sorted(Comparator.comparing(Occurrence::start))
                .reduce((one, other) -> other.duration().compareTo(one.duration()) > 0 ? other : one);
    }
}
