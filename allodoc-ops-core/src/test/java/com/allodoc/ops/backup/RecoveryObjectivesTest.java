package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.GROUP;
import static com.allodoc.ops.backup.Backups.at;
import static com.allodoc.ops.backup.Backups.begun;
import static com.allodoc.ops.backup.RecoveryStatus.State.BREACHED;
import static com.allodoc.ops.backup.RecoveryStatus.State.MET;
import static com.allodoc.ops.backup.RecoveryStatus.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RecoveryObjectivesTest {
    private static final Rpo DAY = Rpo.ofBackups("maximum data loss", Duration.ofHours(24));
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");

    private static CatalogListing listing(BackupRecord... records) {
        return new CatalogListing(List.of(records), List.of(), true);
    }

    @Nested
    class Rpo_of_backups {
        @ParameterizedTest
        @CsvFileSource(files = "src/test/resources/vectors/rpo_gaps.csv", numLinesToSkip = 1)
        void agrees_with_the_table(
                String change, String previous, String next, long gap, String breached, String tooOld) {
            assertThat(change).isNotBlank();
            Instant start = OffsetDateTime.parse(previous).toInstant();
            Instant nextStart = OffsetDateTime.parse(next).toInstant();
            assertThat(Duration.between(start, nextStart)).isEqualTo(Duration.ofHours(gap));
            CatalogListing listing = listing(at(start));
            Instant justBefore = nextStart.minusNanos(1);
            assertThat(DAY.judge(listing, GROUP, justBefore).state())
                    .isEqualTo(breached.equals("yes") ? BREACHED : MET);
            assertThat(FreshnessPolicy.DAILY
                            .judge(listing, GROUP, Verifications.none(), justBefore)
                            .level())
                    .isEqualTo(tooOld.equals("yes") ? Freshness.Level.CRITICAL : Freshness.Level.OK);
        }

        @Test
        void counts_from_the_start_of_the_newest_complete_backup() {
            BackupRecord good = begun(NOW.minus(Duration.ofHours(24)))
                    .finishedAt(NOW.minus(Duration.ofHours(20)))
                    .build();
            BackupRecord failed =
                    begun(NOW.minusSeconds(60)).outcome(BackupOutcome.FAILED).build();
            BackupRecord future = at(NOW.plusSeconds(60));
            CatalogListing listing = listing(failed, good, future);
            assertThat(DAY.judge(listing, GROUP, NOW).measurement()).contains(Duration.ofHours(24));
            assertThat(DAY.judge(listing, GROUP, NOW).state()).isEqualTo(MET);
            RecoveryStatus late = DAY.judge(listing(failed, good), GROUP, NOW.plusSeconds(1));
            assertThat(late.state()).isEqualTo(BREACHED);
            assertThat(late.explanation())
                    .isEqualTo("data of 24 h 1 s would be lost from database/production@primary, the limit is 24 h");
        }

        @Test
        void each_location_is_judged_by_itself() {
            BackupGroup remote = new BackupGroup("database", "production", "s3");
            assertThat(DAY.judge(listing(at(NOW)), remote, NOW).state()).isEqualTo(BREACHED);
            assertThat(DAY.judge(listing(at(NOW)), remote, NOW).measurement()).isEmpty();
        }

        @Test
        void an_incomplete_listing_never_breaches_and_may_still_meet() {
            CatalogListing nothing = new CatalogListing(List.of(), List.of(), false);
            assertThat(DAY.judge(nothing, GROUP, NOW).state()).isEqualTo(UNKNOWN);
            CatalogListing old = new CatalogListing(List.of(at(NOW.minus(Duration.ofDays(3)))), List.of(), false);
            assertThat(DAY.judge(old, GROUP, NOW).state()).isEqualTo(UNKNOWN);
            CatalogListing fresh = new CatalogListing(List.of(at(NOW)), List.of(), false);
            assertThat(DAY.judge(fresh, GROUP, NOW).state()).isEqualTo(MET);
        }
    }

    @Nested
    class Rpo_of_wal {
        private final Rpo hour = Rpo.ofWal("critical data loss", Duration.ofHours(1));

        private WalArchiving archiving(@Nullable Instant archived, @Nullable Instant failed) {
            return new WalArchiving(true, archived, failed == null ? 0 : 4, failed, NOW.minus(Duration.ofDays(2)));
        }

        @Test
        void is_breached_while_archive_mode_is_off() {
            RecoveryStatus status = hour.judge(WalArchiving.off(), NOW);
            assertThat(status.state()).isEqualTo(BREACHED);
            assertThat(status.explanation()).contains("archive_mode is off");
        }

        @Test
        void is_breached_without_a_base_backup_or_any_archived_wal() {
            assertThat(hour.judge(new WalArchiving(true, NOW, 0, null, null), NOW)
                            .explanation())
                    .contains("no physical base backup");
            assertThat(hour.judge(archiving(null, NOW), NOW).explanation()).contains("no WAL was ever archived");
        }

        @Test
        void is_measured_from_the_last_archived_wal() {
            Instant archived = NOW.minus(Duration.ofHours(1));
            assertThat(hour.judge(archiving(archived, null), NOW).state()).isEqualTo(MET);
            assertThat(hour.judge(archiving(archived, null), NOW.plusNanos(1)).state())
                    .isEqualTo(BREACHED);
        }

        @Test
        void a_failing_archiver_threatens_it() {
            RecoveryStatus failing = hour.judge(archiving(NOW.minusSeconds(600), NOW.minusSeconds(300)), NOW);
            assertThat(failing.state()).isEqualTo(MET);
            assertThat(failing.threat())
                    .hasValueSatisfying(text -> assertThat(text).contains("4 failures"));
            RecoveryStatus recovered = hour.judge(archiving(NOW.minusSeconds(300), NOW.minusSeconds(600)), NOW);
            assertThat(recovered.threat()).isEmpty();
        }

        @Test
        void the_wrong_evidence_is_unknown_never_met() {
            assertThat(hour.judge(listing(at(NOW)), GROUP, NOW).state()).isEqualTo(UNKNOWN);
            assertThat(DAY.judge(archiving(NOW, null), NOW).state()).isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class Rto_of_drills {
        private final Rto halfHour = Rto.of("database", Duration.ofMinutes(30));

        private RestoreDrill drill(int daysAgo, int minutes, String... shortfalls) {
            Instant start = NOW.minus(Duration.ofDays(daysAgo));
            return new RestoreDrill(
                    "database", at(start), start, start.plus(Duration.ofMinutes(minutes)), true, List.of(shortfalls));
        }

        @Test
        void never_drilled_is_unknown() {
            RestoreDrill otherScope = new RestoreDrill("application", at(NOW), NOW, NOW, true, List.of());
            assertThat(halfHour.judge(List.of(), NOW).state()).isEqualTo(UNKNOWN);
            assertThat(halfHour.judge(List.of(otherScope, drill(400, 5), drill(-1, 5)), NOW)
                            .state())
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void the_worst_decides_and_the_median_is_told() {
            RecoveryStatus met = halfHour.judge(List.of(drill(3, 30), drill(2, 10), drill(1, 12)), NOW);
            assertThat(met.state()).isEqualTo(MET);
            assertThat(met.explanation())
                    .isEqualTo(
                            "database took 12 min at the median and 30 min at worst of 3 drills, the limit is 30 min");
            assertThat(halfHour.judge(List.of(drill(3, 31), drill(2, 10)), NOW).state())
                    .isEqualTo(BREACHED);
            assertThat(halfHour.judge(List.of(drill(3, 31), drill(2, 10)), NOW).explanation())
                    .contains("20 min 30 s at the median");
        }

        @Test
        void a_failed_newest_drill_breaches_and_an_older_one_does_not() {
            assertThat(halfHour.judge(List.of(drill(2, 10), drill(1, 10, "table patients is missing")), NOW)
                            .explanation())
                    .isEqualTo("the newest drill failed: database restored in 10 min: table patients is missing");
            assertThat(halfHour.judge(List.of(drill(2, 10, "table patients is missing"), drill(1, 10)), NOW)
                            .state())
                    .isEqualTo(MET);
        }
    }
}
