package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupNamesTest {
    private static final BackupNames RUNBOOK = BackupNames.runbook("database", "production", PARIS);
    private static final BackupNamePattern STANDARD = BackupNamePattern.standard("database", PARIS);

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/vectors/backup_names.csv", numLinesToSkip = 1)
    void agrees_with_the_table(String name, String parse, String kind, String takenAt, String matchedByLs) {
        assertThat(name.startsWith("20250110") ? "yes" : "no").isEqualTo(matchedByLs);
        ParsedName parsed = RUNBOOK.parse(name);
        assertThat(parsed.accepted().isPresent() ? "accepted" : "rejected").isEqualTo(parse);
        parsed.accepted().ifPresent(accepted -> {
            assertThat(accepted.startedAt())
                    .isEqualTo(OffsetDateTime.parse(takenAt).toInstant());
            boolean pinned = accepted.pin() != null;
            assertThat(pinned).isEqualTo(!name.startsWith("backup_"));
            assertThat(pinned ? kind : accepted.environment()).isEqualTo(kind);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "backup_production_20250110_020000.sql.gz\n",
                "backup__20250110_020000.sql.gz",
                "backup_pro/duction_20250110_020000.sql.gz",
                "BACKUP_production_20250110_020000.sql.gz",
                "backup_production_٢٠٢٥٠١١٠_020000.sql.gz",
                "backup_production_20250110_020000xsql.gz"
            })
    void what_does_not_look_like_a_backup_is_foreign(String name) {
        assertThat(RUNBOOK.parse(name)).isEqualTo(new ParsedName.Foreign(name));
    }

    @Test
    void an_impossible_date_is_rejected_with_its_reason() {
        assertThat(RUNBOOK.parse("backup_production_20250230_020000.sql.gz"))
                .isInstanceOfSatisfying(
                        ParsedName.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("20250230"));
    }

    @Test
    void leap_days_and_seconds_are_judged_by_the_calendar() {
        assertThat(RUNBOOK.parse("backup_production_20240229_235959.sql.gz").accepted())
                .isPresent();
        assertThat(RUNBOOK.parse("backup_production_20250229_000000.sql.gz").accepted())
                .isEmpty();
        assertThat(RUNBOOK.parse("backup_production_20250110_235960.sql.gz").accepted())
                .isEmpty();
        assertThat(RUNBOOK.parse("backup_production_20250110_240000.sql.gz").accepted())
                .isEmpty();
    }

    @Nested
    class On_a_clock_change {
        @Test
        void a_repeated_time_is_the_first_and_says_so() {
            assertThat(STANDARD.parse("backup_production_20251026_023000.sql.gz")
                            .accepted())
                    .hasValueSatisfying(accepted -> {
                        assertThat(accepted.startedAt()).isEqualTo(Instant.parse("2025-10-26T00:30:00Z"));
                        assertThat(accepted.ambiguous()).isTrue();
                    });
        }

        @Test
        void a_skipped_time_moves_by_the_gap() {
            assertThat(STANDARD.parse("backup_production_20250330_023000.sql.gz")
                            .accepted())
                    .hasValueSatisfying(accepted -> {
                        assertThat(accepted.startedAt()).isEqualTo(Instant.parse("2025-03-30T01:30:00Z"));
                        assertThat(accepted.ambiguous()).isFalse();
                    });
        }
    }

    @Nested
    class Patterns {
        @Test
        void a_name_that_was_written_is_read_back() {
            long seed = Backups.seed();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 1_000; i++) {
                Instant start = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
                String name = STANDARD.format("pre-prod_2", start);
                ParsedName.Accepted read = STANDARD.parse(name).accepted().orElseThrow();
                assertThat(read.environment()).as("seed %d: %s", seed, name).isEqualTo("pre-prod_2");
                if (!read.ambiguous()) {
                    assertThat(read.startedAt()).as("seed %d: %s", seed, name).isEqualTo(start);
                }
            }
        }

        @Test
        void can_be_configured() {
            BackupNamePattern dumps =
                    new BackupNamePattern("{date}T{time}-{environment}.dump", "files", null, null, ZoneId.of("UTC"));
            assertThat(dumps.parse("20250110T020000-staging.dump").accepted()).hasValueSatisfying(accepted -> {
                assertThat(accepted.plan()).isEqualTo("files");
                assertThat(accepted.environment()).isEqualTo("staging");
                assertThat(accepted.startedAt()).isEqualTo(Instant.parse("2025-01-10T02:00:00Z"));
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "backup",
                    "backup_{time}",
                    "{date}{date}",
                    "{date}_{host}",
                    "a/{date}",
                    "{environment}_{date}"
                })
        void that_can_not_work_are_refused(String template) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BackupNamePattern(template, "database", "production", null, PARIS))
                    .withMessageContaining("template");
        }

        @Test
        void an_environment_that_could_not_be_read_back_is_refused() {
            for (String environment : new String[] {"", "a/b", "a__b", "_a", "a b"}) {
                assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.format(environment, Instant.EPOCH));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BackupNamePattern.emergency("database", "production", PARIS)
                            .format("staging", Instant.EPOCH))
                    .withMessageContaining("production");
        }
    }
}
