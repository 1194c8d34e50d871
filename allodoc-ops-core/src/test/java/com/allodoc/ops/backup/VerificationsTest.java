package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.begun;
import static com.allodoc.ops.backup.VerificationLevel.COMPLETE;
import static com.allodoc.ops.backup.VerificationLevel.INTACT;
import static com.allodoc.ops.backup.VerificationLevel.PRESENT;
import static com.allodoc.ops.backup.VerificationLevel.RESTORED;
import static com.allodoc.ops.backup.VerificationOutcome.FAILED;
import static com.allodoc.ops.backup.VerificationOutcome.PASSED;
import static com.allodoc.ops.backup.VerificationOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerificationsTest {
    private static final Instant START = Instant.parse("2025-01-10T01:00:00Z");
    private static final BackupRecord BACKUP = begun(START).build();

    private static Verification found(
            BackupRecord record, VerificationLevel level, int hours, VerificationOutcome outcome) {
        return Verification.of(record, level, START.plus(Duration.ofHours(hours)), outcome, "");
    }

    private static Verifications about(Verification... all) {
        return Verifications.of(List.of(all));
    }

    @Test
    void the_strongest_proof_includes_the_lower_levels() {
        Verifications all = about(found(BACKUP, RESTORED, 1, PASSED), found(BACKUP, PRESENT, 9, PASSED));
        assertThat(all.reaches(BACKUP, COMPLETE)).isTrue();
        assertThat(all.reaches(BACKUP, VerificationLevel.DRILLED)).isFalse();
        assertThat(all.latest(BACKUP, PRESENT)).map(Verification::at).contains(START.plus(Duration.ofHours(9)));
    }

    @Test
    void a_later_failure_at_any_level_cancels_older_proofs() {
        Verifications failed = about(found(BACKUP, RESTORED, 1, PASSED), found(BACKUP, INTACT, 2, FAILED));
        assertThat(failed.proof(BACKUP)).isEmpty();
        Verifications repaired = about(
                found(BACKUP, RESTORED, 1, PASSED), found(BACKUP, INTACT, 2, FAILED), found(BACKUP, INTACT, 3, PASSED));
        assertThat(repaired.proof(BACKUP)).map(Verification::level).contains(INTACT);
    }

    @Test
    void unknown_proves_nothing_and_disproves_nothing() {
        Verifications all = about(found(BACKUP, INTACT, 1, PASSED), found(BACKUP, COMPLETE, 2, UNKNOWN));
        assertThat(all.proof(BACKUP)).map(Verification::level).contains(INTACT);
    }

    @Test
    void a_proof_is_about_one_size_only_and_not_from_before_the_backup() {
        assertThat(about(found(BACKUP, INTACT, -1, PASSED)).proof(BACKUP)).isEmpty();
        BackupRecord replaced = begun(START).size(7).build();
        assertThat(about(found(BACKUP, INTACT, 1, PASSED)).proof(replaced)).isEmpty();
    }

    @Test
    void validity_is_half_open() {
        Verification proof = found(BACKUP, INTACT, 0, PASSED);
        Verifications all = about(proof);
        assertThat(all.proofAt(BACKUP, START.minusNanos(1))).isEmpty();
        assertThat(all.proofAt(BACKUP, START)).contains(proof);
        assertThat(all.proofAt(BACKUP, proof.validUntil().minusNanos(1))).contains(proof);
        assertThat(all.proofAt(BACKUP, proof.validUntil())).isEmpty();
        assertThat(all.proof(BACKUP)).contains(proof);
    }

    @Nested
    class The_newest_verified_backup_before_a_breach {
        private final List<BackupRecord> records = new ArrayList<>();
        private final List<Verification> proofs = new ArrayList<>();

        private void add(int day, BackupOutcome outcome, VerificationOutcome found) {
            Instant start = START.plus(Duration.ofDays(day));
            BackupRecord record = begun(start)
                    .outcome(outcome)
                    .finishedAt(start.plus(Duration.ofHours(1)))
                    .build();
            records.add(record);
            proofs.add(Verification.of(record, COMPLETE, start.plus(Duration.ofHours(2)), found, ""));
        }

        @Test
        void is_complete_proven_and_ended_before() {
            add(0, BackupOutcome.COMPLETE, PASSED);
            add(1, BackupOutcome.COMPLETE, PASSED);
            add(2, BackupOutcome.COMPLETE, FAILED);
            add(3, BackupOutcome.FAILED, PASSED);
            add(4, BackupOutcome.COMPLETE, PASSED);
            Instant breach = records.get(4).startedAt().plus(Duration.ofHours(1));
            Verifications all = Verifications.of(proofs);
            assertThat(all.newestVerifiedBefore(records, breach, COMPLETE))
                    .map(VerifiedBackup::backup)
                    .contains(records.get(1));
            assertThat(all.newestVerifiedBefore(records, breach.plusNanos(1), COMPLETE))
                    .map(VerifiedBackup::backup)
                    .contains(records.get(4));
            assertThat(all.newestVerifiedBefore(records, breach, RESTORED)).isEmpty();
            assertThat(all.newestVerifiedBefore(records, START, COMPLETE)).isEmpty();
        }
    }
}
