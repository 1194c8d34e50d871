package com.allodoc.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestoreDrillTest {
    private static final Instant TAKEN = Instant.parse("2025-03-30T00:00:00Z");
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");
    private static final BackupRecord BACKUP = Backups.at(TAKEN);
    private static final DrillExpectations EXPECTED = DrillExpectations.tables(Set.of("patients", "consultations"))
            .withRowFloor("patients", 400)
            .withNewestRecordAge(Duration.ofHours(24))
            .withSmokeTest();
    private static final RestoreObservation GOOD = RestoreObservation.restored(
                    NOW, NOW.plusSeconds(720), Map.of("patients", 400L, "consultations", 0L))
            .withNewestRecordAt(TAKEN.minus(Duration.ofHours(24)))
            .withSmokeTest(true);

    private static RestoreDrill judge(RestoreObservation seen) {
        return RestoreDrill.judge("database", BACKUP, EXPECTED, seen);
    }

    @Test
    void a_drill_that_finds_everything_proves_l4() {
        RestoreDrill drill = judge(GOOD);
        assertThat(drill.passed()).isTrue();
        assertThat(drill.duration()).isEqualTo(Duration.ofMinutes(12));
        assertThat(drill.verification().level()).isEqualTo(VerificationLevel.DRILLED);
        assertThat(drill.verification().outcome()).isEqualTo(VerificationOutcome.PASSED);
        assertThat(drill.explain()).isEqualTo("database restored in 12 min, everything expected was found");
    }

    @Test
    void every_shortfall_is_named() {
        RestoreDrill drill = judge(RestoreObservation.restored(NOW, NOW, Map.of("patients", 399L))
                .withNewestRecordAt(TAKEN.minus(Duration.ofHours(25)))
                .withSmokeTest(false));
        assertThat(drill.restored()).isTrue();
        assertThat(drill.shortfalls())
                .containsExactly(
                        "table consultations is missing",
                        "table patients has 399 rows, at least 400 expected",
                        "the newest record was 25 h old when the backup started, at most 24 h expected",
                        "the smoke test failed");
        assertThat(drill.verification().outcome()).isEqualTo(VerificationOutcome.FAILED);
    }

    @Test
    void what_was_not_looked_at_is_a_shortfall() {
        assertThat(judge(RestoreObservation.restored(NOW, NOW, GOOD.rows())).shortfalls())
                .containsExactly("no newest record was found", "no smoke test was run");
    }

    @Test
    void a_restore_that_failed_disproves_l3() {
        RestoreDrill drill = judge(RestoreObservation.failed(NOW, NOW.plusSeconds(1), "relation exists"));
        assertThat(drill.restored()).isFalse();
        assertThat(drill.verification().level()).isEqualTo(VerificationLevel.RESTORED);
        assertThat(drill.explain()).isEqualTo("database not restored after 1 s: the restore failed: relation exists");
    }

    @Test
    void an_empty_database_that_restores_cancels_older_proofs() {
        Verification earlier =
                Verification.of(BACKUP, VerificationLevel.COMPLETE, TAKEN, VerificationOutcome.PASSED, "");
        Verification drill =
                judge(RestoreObservation.restored(NOW, NOW, Map.of())).verification();
        assertThat(Verifications.of(java.util.List.of(earlier, drill)).proof(BACKUP))
                .isEmpty();
    }

    @Test
    void a_drill_runs_through_its_port() {
        RestoreDrill drill = RestoreDrill.run("database", BACKUP, EXPECTED, (backup, tables) -> {
            assertThat(backup).isEqualTo(BACKUP);
            assertThat(tables).containsExactlyInAnyOrder("patients", "consultations");
            return GOOD;
        });
        assertThat(drill.passed()).isTrue();
        BackupContent unused = () -> {
            throw new AssertionError("L3 reads through its port");
        };
        assertThat(RestoreVerifier.of((backup, tables) -> GOOD)
                        .verify(BACKUP, unused, NOW)
                        .outcome())
                .isEqualTo(VerificationOutcome.PASSED);
        assertThat(RestoreVerifier.of((backup, tables) -> RestoreObservation.failed(NOW, NOW, "no"))
                        .verify(BACKUP, unused, NOW)
                        .outcome())
                .isEqualTo(VerificationOutcome.FAILED);
    }

    @Test
    void expecting_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DrillExpectations.tables(Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> EXPECTED.withRowFloor("patients", -1));
    }
}
