package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.backup.CatalogFinding.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBackupCatalogTest {
    private static final BackupNames NAMES = BackupNames.runbook("database", "production", PARIS);
    private static final String NAME = "backup_production_20250110_020000.sql.gz";
    private static final Instant START = Instant.parse("2025-01-10T01:00:00Z");

    @TempDir
    Path directory;

    private Path write(String name, String content, Instant changed) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(changed));
        return file;
    }

    private DirectoryBackupCatalog catalog() {
        return DirectoryBackupCatalog.of("primary", directory, NAMES);
    }

    private static BackupId id(String name) {
        return new BackupId("primary", name);
    }

    @Test
    void a_backup_is_read_from_its_name_and_attributes() throws IOException {
        write(NAME, "12345", START.plusSeconds(90));
        CatalogListing listing = catalog().list();
        assertThat(listing.complete()).isTrue();
        assertThat(listing.findings()).isEmpty();
        assertThat(listing.records())
                .containsExactly(BackupRecord.named("primary", NAME)
                        .startedAt(START)
                        .finishedAt(START.plusSeconds(90))
                        .size(5)
                        .build());
        assertThat(catalog().find(id(NAME))).contains(listing.records().get(0));
        assertThat(catalog().find(id("backup_production_20250111_020000.sql.gz")))
                .isEmpty();
    }

    @Test
    void emergency_and_pre_maintenance_backups_are_pinned() throws IOException {
        write("emergency_20250110_020000", "x", START);
        write("pre_maintenance_20250110", "x", START);
        assertThat(catalog().list().records())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.pinAt(START)).isPresent());
    }

    @Test
    void an_end_before_the_start_is_not_believed() throws IOException {
        write(NAME, "x", START.minusSeconds(1));
        assertThat(catalog().list().records().get(0).finishedAt()).isNull();
    }

    @Test
    void an_empty_file_is_a_failed_backup() throws IOException {
        write(NAME, "", START.plusSeconds(1));
        CatalogListing listing = catalog().list();
        assertThat(listing.records().get(0).outcome()).isEqualTo(BackupOutcome.FAILED);
        assertThat(listing.findings()).extracting(CatalogFinding::kind).containsExactly(Kind.EMPTY);
    }

    @Test
    void a_file_that_changed_within_the_settle_time_is_still_running() throws IOException {
        write(NAME, "x", START.plusSeconds(100));
        Duration settle = Duration.ofSeconds(60);
        assertThat(settling(START.plusSeconds(159), settle)).isEqualTo(BackupOutcome.RUNNING);
        assertThat(settling(START.plusSeconds(160), settle)).isEqualTo(BackupOutcome.COMPLETE);
    }

    private BackupOutcome settling(Instant now, Duration settle) {
        return DirectoryBackupCatalog.settling("primary", directory, NAMES, InstantSource.fixed(now), settle)
                .list()
                .records()
                .get(0)
                .outcome();
    }

    @Nested
    class Findings {
        @Test
        void name_everything_that_is_no_plain_backup() throws IOException {
            write(NAME, "x", START);
            write("20250110_backup.sql.gz", "x", START);
            write("backup_production_20250230_020000.sql.gz", "x", START);
            write("backup_production_20250110_030000.sql.gz.part", "x", START);
            write("backup_production_20251026_023000.sql.gz", "x", START);
            Files.createDirectory(directory.resolve("emergency_20250110_020000"));
            Files.createSymbolicLink(directory.resolve("latest.sql.gz"), Path.of(NAME));
            Files.createSymbolicLink(directory.resolve("backup_loop_20250110_020000.sql.gz"), Path.of("nowhere"));
            CatalogListing listing = catalog().list();
            assertThat(listing.complete()).isTrue();
            assertThat(listing.records())
                    .extracting(BackupRecord::name)
                    .containsExactlyInAnyOrder(NAME, "backup_production_20251026_023000.sql.gz");
            assertThat(listing.findings())
                    .extracting(CatalogFinding::kind)
                    .containsExactlyInAnyOrder(
                            Kind.UNKNOWN_NAME,
                            Kind.IMPOSSIBLE_NAME,
                            Kind.PARTIAL,
                            Kind.AMBIGUOUS_TIME,
                            Kind.NOT_A_FILE,
                            Kind.SYMLINK,
                            Kind.SYMLINK);
        }

        @Test
        void a_file_that_vanishes_while_listing_does_not_spoil_the_rest() throws IOException {
            write(NAME, "x", START);
            Path vanishing = write("backup_production_20250111_020000.sql.gz", "x", START);
            CatalogListing listing = with(path -> {
                        if (path.equals(vanishing)) {
                            Files.delete(path);
                        }
                        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    })
                    .list();
            assertThat(listing.complete()).isTrue();
            assertThat(listing.records()).extracting(BackupRecord::name).containsExactly(NAME);
            assertThat(listing.findings()).extracting(CatalogFinding::kind).containsExactly(Kind.VANISHED);
        }

        @Test
        void a_file_that_can_not_be_read_makes_the_listing_incomplete() throws IOException {
            write(NAME, "x", START);
            CatalogListing listing = with(path -> {
                        throw new AccessDeniedException(path.toString());
                    })
                    .list();
            assertThat(listing.complete()).isFalse();
            assertThat(listing.findings()).extracting(CatalogFinding::kind).containsExactly(Kind.UNREADABLE);
        }

        @Test
        void so_does_a_directory_that_is_missing_or_is_none() throws IOException {
            Path file = write("file", "x", START);
            for (Path wrong : new Path[] {directory.resolve("missing"), file}) {
                CatalogListing listing =
                        DirectoryBackupCatalog.of("primary", wrong, NAMES).list();
                assertThat(listing.complete()).isFalse();
                assertThat(listing.findings()).extracting(CatalogFinding::kind).containsExactly(Kind.UNREADABLE);
            }
        }

        private DirectoryBackupCatalog with(DirectoryBackupCatalog.Attributes attributes) {
            return new DirectoryBackupCatalog(
                    "primary", directory, NAMES, InstantSource.fixed(START), Duration.ZERO, attributes);
        }
    }

    @Nested
    class Removing {
        @Test
        void deletes_the_file_that_was_planned() throws IOException {
            Path file = write(NAME, "x", START);
            BackupRecord record = catalog().find(id(NAME)).orElseThrow();
            DirectoryBackupRemover.of(catalog()).remove(record);
            assertThat(file).doesNotExist();
        }

        @Test
        void refuses_a_file_that_changed_or_became_a_link() throws IOException {
            Path file = write(NAME, "x", START);
            BackupRecord record = catalog().find(id(NAME)).orElseThrow();
            DirectoryBackupRemover remover = DirectoryBackupRemover.of(catalog());
            write(NAME, "xy", START);
            assertThatIOException().isThrownBy(() -> remover.remove(record)).withMessageContaining("plan again");
            Files.delete(file);
            Path elsewhere = write("elsewhere", "x", START);
            Files.createSymbolicLink(file, elsewhere);
            assertThatIOException().isThrownBy(() -> remover.remove(record));
            assertThat(elsewhere).exists();
        }

        @Test
        void never_leaves_the_directory() {
            DirectoryBackupCatalog catalog = catalog();
            for (BackupId wrong : new BackupId[] {id("../" + NAME), id(".."), new BackupId("s3", NAME)}) {
                assertThat(catalog.find(wrong)).isEmpty();
                assertThatIllegalArgumentException().isThrownBy(() -> catalog.path(wrong));
            }
        }
    }

    @Test
    void a_plan_is_carried_out_on_real_files() throws IOException {
        for (int day = 10; day < 20; day++) {
            String name = "backup_production_202501" + day + "_020000.sql.gz";
            write(name, "x", Instant.parse("2025-01-" + day + "T01:05:00Z"));
        }
        Instant now = Instant.parse("2025-01-19T10:00:00Z");
        RetentionPlan plan =
                RetentionPolicy.of(3, 0, 0, PARIS).plan(catalog().list().records(), now);
        RetentionRun run = RetentionExecutor.deleting(catalog(), DirectoryBackupRemover.of(catalog()))
                .run(plan, now);
        assertThat(run.removed()).isEqualTo(7);
        assertThat(catalog().list().records()).hasSize(3);
    }
}
