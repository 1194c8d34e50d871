package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.VerificationOutcome.FAILED;
import static com.allodoc.ops.backup.VerificationOutcome.PASSED;
import static com.allodoc.ops.backup.VerificationOutcome.UNKNOWN;
import static com.allodoc.ops.backup.VerificationOutcome.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifiersTest {
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");
    private static final BackupRecord BACKUP = Backups.at(NOW.minusSeconds(3_600));

    private static byte[] sample(String name) {
        try (InputStream in = VerifiersTest.class.getResourceAsStream("/vectors/backup_sample." + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] first(byte[] content, int count) {
        return Arrays.copyOf(content, count);
    }

    private static VerificationOutcome verify(Verifier verifier, byte[] content) {
        return verifier.verify(BACKUP, () -> new ByteArrayInputStream(content), NOW)
                .outcome();
    }

    private static final BackupContent UNREADABLE = () -> {
        throw new IOException("disk on fire");
    };

    @Nested
    class L0_size {
        private final List<BackupRecord> history = new ArrayList<>();

        L0_size() {
            for (int i = 1; i <= 9; i++) {
                history.add(Backups.begun(BACKUP.startedAt().minus(Duration.ofDays(i)))
                        .size(i <= 7 ? 970 + 10L * i : 1_000_000)
                        .build());
            }
        }

        private Verification verify(long size) {
            BackupRecord backup = Backups.begun(BACKUP.startedAt()).size(size).build();
            return SizeVerifier.against(history)
                    .verify(backup, () -> new ByteArrayInputStream(new byte[(int) Math.min(size, 1)]), NOW);
        }

        @ParameterizedTest
        @CsvSource({
            "0, FAILED",
            "400, WARNING",
            "504, WARNING",
            "505, PASSED",
            "1010, PASSED",
            "1515, PASSED",
            "1516, WARNING"
        })
        void is_compared_with_the_median_of_the_last_seven(long size, VerificationOutcome expected) {
            assertThat(verify(size).outcome()).isEqualTo(expected);
        }

        @Test
        void says_what_it_compared() {
            assertThat(verify(400).detail()).isEqualTo("400 bytes, median of the last 7 is 1010, more than 50 % away");
        }

        @Test
        void without_a_history_there_is_nothing_to_compare() {
            assertThat(SizeVerifier.against(List.of(BACKUP))
                            .verify(BACKUP, () -> new ByteArrayInputStream(new byte[1]), NOW)
                            .outcome())
                    .isEqualTo(PASSED);
        }

        @Test
        void what_can_not_be_read_is_unknown() {
            assertThat(SizeVerifier.against(history)
                            .verify(BACKUP, UNREADABLE, NOW)
                            .outcome())
                    .isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class L1_container {
        private final Verifier verifier = ContainerVerifier.create();
        private final byte[] good = gzip(sample("sql"));

        @Test
        void a_whole_gzip_passes() {
            Verification found = verifier.verify(BACKUP, () -> new ByteArrayInputStream(good), NOW);
            assertThat(found.outcome()).isEqualTo(PASSED);
            assertThat(found.detail()).startsWith("plain SQL in gzip, checksum right, ");
            assertThat(found.level()).isEqualTo(VerificationLevel.INTACT);
            assertThat(found.at()).isEqualTo(NOW);
        }

        @Test
        void truncated_or_flipped_gzip_fails() {
            for (int missing : new int[] {1, 4, 8, 9, 1_000, good.length - 2}) {
                assertThat(verify(verifier, first(good, good.length - missing))).isEqualTo(FAILED);
            }
            for (int at : new int[] {2, good.length / 2, good.length - 8, good.length - 4}) {
                byte[] flipped = good.clone();
                flipped[at] ^= 0x20;
                assertThat(verify(verifier, flipped)).as("byte %d", at).isEqualTo(FAILED);
            }
        }

        @Test
        void other_archives_pass_by_their_magic() {
            assertThat(verify(verifier, sample("dump"))).isEqualTo(PASSED);
            assertThat(verify(verifier, sample("tar"))).isEqualTo(PASSED);
            assertThat(verify(verifier, sample("sql"))).isEqualTo(PASSED);
        }

        @Test
        void nothing_and_noise_fail() {
            assertThat(verify(verifier, new byte[0])).isEqualTo(FAILED);
            assertThat(verify(verifier, gzip(new byte[0]))).isEqualTo(FAILED);
            assertThat(verify(verifier, new byte[] {1, 2, 3, 0})).isEqualTo(FAILED);
        }

        @Test
        void what_can_not_be_read_is_unknown() {
            assertThat(verifier.verify(BACKUP, UNREADABLE, NOW).outcome()).isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class L2_plain_dumps {
        private final Verifier verifier = CompletenessVerifier.of(
                (command, input, limit) -> CommandResult.notRun("not needed"), Duration.ofMinutes(1));
        private final String sql = new String(sample("sql"), UTF_8);

        private VerificationOutcome verify(String text) {
            return VerifiersTest.verify(verifier, text.getBytes(UTF_8));
        }

        @Test
        void the_sample_ends_with_unrestrict_and_passes() {
            assertThat(sql).containsPattern("dump complete\n--\n\n\\\\unrestrict ");
            assertThat(verify(sql)).isEqualTo(PASSED);
            assertThat(VerifiersTest.verify(verifier, gzip(sample("sql")))).isEqualTo(PASSED);
        }

        @Test
        void an_older_dump_without_it_passes() {
            assertThat(verify(sql.substring(0, sql.indexOf("\\unrestrict")))).isEqualTo(PASSED);
            assertThat(verify(sql.replace("\n", "\r\n"))).isEqualTo(PASSED);
        }

        @Test
        void a_truncated_dump_fails_also_in_a_good_gzip() {
            byte[] cut = first(sample("sql"), 9_000);
            assertThat(VerifiersTest.verify(verifier, cut)).isEqualTo(FAILED);
            assertThat(VerifiersTest.verify(verifier, gzip(cut))).isEqualTo(FAILED);
            assertThat(verify("")).isEqualTo(FAILED);
        }

        @Test
        void a_marker_with_statements_after_it_is_not_the_end() {
            assertThat(verify(sql + "INSERT INTO patients VALUES (1);\n")).isEqualTo(FAILED);
        }

        @Test
        void a_cluster_dump_needs_its_own_marker() {
            String cluster = "--\n-- PostgreSQL database cluster dump\n--\n\n" + sql;
            assertThat(verify(cluster)).isEqualTo(FAILED);
            assertThat(verify(cluster + "--\n-- PostgreSQL database cluster dump complete\n--\n\n"))
                    .isEqualTo(PASSED);
        }

        @Test
        void a_dump_of_many_megabytes_is_read_in_constant_memory() {
            byte[] line = "some row of data\n".repeat(10_000).getBytes(UTF_8);
            byte[] end = sql.substring(sql.length() - 150).getBytes(UTF_8);
            BackupContent large = () -> new InputStream() {
                private long left = 400L * line.length;
                private int tail;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    if (left > 0) {
                        int count = (int) Math.min(Math.min(length, left), line.length);
                        System.arraycopy(line, 0, target, offset, count);
                        left -= count;
                        return count;
                    }
                    int count = Math.min(length, end.length - tail);
                    System.arraycopy(end, tail, target, offset, count);
                    tail += count;
                    return count == 0 && length > 0 ? -1 : count;
                }
            };
            assertThat(verifier.verify(BACKUP, large, NOW).outcome()).isEqualTo(PASSED);
        }
    }

    @Nested
    class L2_archives {
        private final Verifier real = CompletenessVerifier.of(ProcessCommands.create(), Duration.ofMinutes(1));
        private final byte[] dump = sample("dump");

        @Test
        void a_whole_custom_dump_passes_and_a_truncated_one_fails() {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/pg_restore")), "needs pg_restore (postgresql-client)");
            assertThat(verify(real, dump)).isEqualTo(PASSED);
            assertThat(verify(real, gzip(dump))).isEqualTo(PASSED);
            for (int length : new int[] {5_000, dump.length - 20, dump.length - 1}) {
                assertThat(verify(real, first(dump, length)))
                        .as("%d bytes", length)
                        .isEqualTo(FAILED);
            }
        }

        @Test
        void a_damaged_gzip_around_a_good_archive_fails() {
            byte[] flipped = gzip(dump);
            flipped[flipped.length - 8] ^= 1;
            assertThat(verify(answering(CommandResult.exited(0, "")), flipped)).isEqualTo(FAILED);
        }

        @Test
        void pg_restores_answer_is_understood() {
            assertThat(verify(answering(CommandResult.exited(0, "")), dump)).isEqualTo(PASSED);
            assertThat(verify(answering(CommandResult.exited(1, "could not read")), dump))
                    .isEqualTo(FAILED);
            assertThat(verify(answering(CommandResult.exited(1, "unsupported version (1.16) in file header")), dump))
                    .isEqualTo(UNKNOWN);
            assertThat(verify(answering(CommandResult.notRun("no such file")), dump))
                    .isEqualTo(UNKNOWN);
        }

        private Verifier answering(CommandResult result) {
            return CompletenessVerifier.of(
                    (command, input, limit) -> {
                        assertThat(command).containsExactly("pg_restore", "--file=/dev/null");
                        return result;
                    },
                    Duration.ofMinutes(1));
        }

        @Test
        void tar_must_be_whole_and_end_with_its_block() {
            byte[] tar = sample("tar");
            assertThat(verify(real, tar)).isEqualTo(PASSED);
            assertThat(verify(real, gzip(tar))).isEqualTo(PASSED);
            int end = tar.length;
            while (tar[end - 1] == 0) {
                end--;
            }
            assertThat(verify(real, first(tar, (end + 511) / 512 * 512))).isEqualTo(FAILED);
            assertThat(verify(real, first(tar, 700))).isEqualTo(FAILED);
            byte[] flipped = tar.clone();
            flipped[3] ^= 1;
            assertThat(verify(real, flipped)).isEqualTo(FAILED);
        }

        @Test
        void compression_that_can_not_be_opened_here_is_unknown() {
            assertThat(verify(real, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0}))
                    .isEqualTo(UNKNOWN);
            assertThat(verify(real, new byte[] {5, 6, 7, 0})).isEqualTo(FAILED);
            assertThat(real.verify(BACKUP, UNREADABLE, NOW).outcome()).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void warning_counts_as_proof_and_failure_does_not() {
        assertThat(WARNING.proves()).isTrue();
        assertThat(FAILED.proves()).isFalse();
        assertThat(UNKNOWN.proves()).isFalse();
    }
}
