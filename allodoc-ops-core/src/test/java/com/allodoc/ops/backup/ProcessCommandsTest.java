package com.allodoc.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class ProcessCommandsTest {
    private static final BackupContent LARGE = () -> new ByteArrayInputStream(new byte[1_000_000]);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static CommandResult shell(String script, BackupContent input, Duration limit) {
        return ProcessCommands.create().run(List.of("sh", "-c", script), input, limit);
    }

    @Test
    void the_program_gets_all_its_input() {
        assertThat(shell("test $(wc -c) = 1000000", LARGE, LONG)).isEqualTo(CommandResult.exited(0, ""));
    }

    @Test
    void exit_code_and_errors_come_back() {
        assertThat(shell("echo wrong >&2; exit 3", LARGE, LONG)).isEqualTo(CommandResult.exited(3, "wrong\n"));
    }

    @Test
    void only_the_end_of_many_errors_is_kept() {
        CommandResult result = shell("yes error | head -100000 >&2; echo last >&2", LARGE, LONG);
        assertThat(result.errors()).endsWith("last\n").hasSize(4096);
    }

    @Test
    void much_output_does_not_block_it() {
        assertThat(shell("yes | head -c 10000000", LARGE, LONG).exitCode()).isZero();
    }

    @Test
    void a_program_that_is_missing_is_a_problem_not_an_exception() {
        CommandResult result = ProcessCommands.create().run(List.of("/no/such/program"), LARGE, LONG);
        assertThat(result.problem()).hasValueSatisfying(text -> assertThat(text).startsWith("could not be started"));
    }

    @Test
    void a_program_that_hangs_is_stopped_with_its_children() {
        CommandResult result = shell("sleep 600 & sleep 600", LARGE, Duration.ofMillis(300));
        assertThat(result.problem()).contains("stopped after 300 ms");
    }

    @Test
    void input_that_can_not_be_read_is_a_problem() {
        BackupContent broken = () -> {
            throw new IOException("disk on fire");
        };
        assertThat(shell("cat", broken, LONG).problem())
                .hasValueSatisfying(text -> assertThat(text).contains("disk on fire"));
    }
}
