package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks that look at this machine and this process. */
class LocalChecksTest {
    private final TestTime time = new TestTime();

    @TempDir
    private Path directory;

    private CheckResult ask(Check check) throws Exception {
        return check.run(CheckContext.of(time, time::nanoTime, Duration.ofSeconds(5)));
    }

    @Nested
    class Disk_space {
        @Test
        void is_measured_in_percent_as_df_counts_it() throws Exception {
            CheckResult result = ask(Checks.diskSpace(directory, ThresholdPolicy.warning(Threshold.above(100))));
            assertThat(result.status()).isEqualTo(OK);
            assertThat(result.measurements())
                    .extracting(Measurement::name)
                    .containsExactly("used_percent", "usable_bytes");
            assertThat(result.measurements().get(0).value()).isBetween(0.0, 100.0);
            assertThat(DiskSpaceCheck.percentUsed(60, 20)).isEqualTo(75);
            assertThat(DiskSpaceCheck.percentUsed(0, 0)).isNaN();
        }

        @ParameterizedTest
        @CsvSource({"89.9, OK", "90, WARNING", "95, WARNING", "95.01, CRITICAL"})
        void has_the_runbooks_limits_by_default(double percent, CheckStatus status) {
            assertThat(new Judge(DiskSpaceCheck.DEFAULT, "used_percent", "%").judge(percent, Instant.EPOCH))
                    .isEqualTo(status);
        }

        @Test
        void of_a_path_that_is_not_there_is_unknown() throws Exception {
            CheckResult result = ask(Checks.diskSpace(directory.resolve("unmounted")));
            assertThat(result.status()).isEqualTo(UNKNOWN);
            assertThat(result.summary()).contains("NoSuchFileException");
        }
    }

    @Nested
    class File_freshness {
        private Path written(Duration ago) throws IOException {
            Path file = Files.writeString(directory.resolve("dump"), "x");
            Files.setLastModifiedTime(file, FileTime.from(TestTime.START.minus(ago)));
            return file;
        }

        @Test
        void is_good_at_exactly_its_limit_and_critical_a_millisecond_later() throws Exception {
            Duration limit = Duration.ofHours(26);
            assertThat(ask(Checks.fileFreshness(written(limit), limit)).status())
                    .isEqualTo(OK);
            CheckResult old = ask(Checks.fileFreshness(written(limit.plusMillis(1)), limit));
            assertThat(old.status()).isEqualTo(CRITICAL);
            assertThat(old.explain()).contains("age_seconds 93600.001 s, limit > 93600");
        }

        @Test
        void may_warn_first() throws Exception {
            ThresholdPolicy policy = ThresholdPolicy.of(Threshold.above(3600), Threshold.above(7200));
            assertThat(ask(Checks.fileFreshness(written(Duration.ofMinutes(90)), policy))
                            .status())
                    .isEqualTo(WARNING);
        }

        @Test
        void of_a_missing_or_an_empty_file_is_critical() throws Exception {
            assertThat(ask(Checks.fileFreshness(directory.resolve("none"), Duration.ofHours(1)))
                            .summary())
                    .endsWith("does not exist");
            Path empty = Files.createFile(directory.resolve("empty"));
            assertThat(ask(Checks.fileFreshness(empty, Duration.ofDays(99_999))).summary())
                    .endsWith("is empty");
        }

        @Test
        void of_a_file_from_the_future_is_unknown_but_clocks_may_differ_by_a_minute() throws Exception {
            assertThat(ask(Checks.fileFreshness(written(Duration.ofMinutes(-1)), Duration.ofHours(1)))
                            .status())
                    .isEqualTo(OK);
            CheckResult future = ask(Checks.fileFreshness(written(Duration.ofMillis(-60_001)), Duration.ofHours(1)));
            assertThat(future.status()).isEqualTo(UNKNOWN);
            assertThat(future.summary()).contains("dated in the future");
        }
    }

    @Nested
    class Memory_of_this_process {
        @Test
        void is_read_from_the_heap_in_percent() throws Exception {
            CheckResult result = ask(Checks.heap(ThresholdPolicy.critical(Threshold.above(100))));
            assertThat(result.status()).isEqualTo(OK);
            assertThat(result.measurements().get(0).value()).isBetween(0.1, 100.0);
        }

        @Test
        void is_read_from_the_system_in_bytes_where_it_says() throws Exception {
            CheckResult result = ask(Checks.residentMemory(ThresholdPolicy.critical(Threshold.above(1 << 20))));
            boolean linux = Files.isReadable(Path.of("/proc/self/status"));
            assertThat(result.status()).isEqualTo(linux ? CRITICAL : UNKNOWN);
        }

        @Test
        void is_given_by_linux_in_units_of_1024_bytes() {
            assertThat(ProcessMemory.bytes("VmRSS:\t   12345 kB")).isEqualTo(12_641_280);
        }
    }

    @Nested
    class A_number_of_the_callers_own {
        @Test
        void has_hysteresis_from_run_to_run() throws Exception {
            double[] value = {86};
            Check queue = Checks.measure(
                    "queue_length",
                    "",
                    ThresholdPolicy.warning(Threshold.above(85).holdUntil(75)),
                    context -> value[0]);
            assertThat(ask(queue).status()).isEqualTo(WARNING);
            value[0] = 76;
            assertThat(ask(queue).status()).isEqualTo(WARNING);
            value[0] = 75;
            assertThat(ask(queue).status()).isEqualTo(OK);
        }

        @Test
        void waits_as_long_as_its_policy_and_says_so() throws Exception {
            ThresholdPolicy policy = ThresholdPolicy.builder()
                    .critical(Threshold.above(80))
                    .pendingFor(Duration.ofMinutes(10))
                    .build();
            Check cpu = Checks.measure("cpu_percent", "%", policy, context -> 80.01);
            assertThat(ask(cpu).explain())
                    .isEqualTo("cpu_percent beyond its limit, but not for long enough yet"
                            + " [cpu_percent 80.01 %, limit > 80]");
            time.advance(Duration.ofMinutes(10));
            assertThat(ask(cpu).status()).isEqualTo(CRITICAL);
        }

        @Test
        void that_cannot_be_read_fails_in_its_own_words() {
            Check broken = Checks.measure("x", "", ThresholdPolicy.warning(Threshold.above(1)), context -> {
                throw new IOException("sensor unplugged");
            });
            assertThatThrownBy(() -> ask(broken)).hasMessage("sensor unplugged");
        }
    }
}
