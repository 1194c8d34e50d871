package com.allodoc.ops.exporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        Surroundings surroundings = new Surroundings(
                Environment.of(Map.of()),
                out,
                config -> {
                    throw new AssertionError("rendering starts no exporter");
                },
                close -> close::run,
                (format, level) -> err.append("log"));
        return Cli.of(surroundings, new PrintWriter(err, true)).run(args);
    }

    @Test
    void what_was_rendered_passes_the_check() {
        assertThat(run("render", "--out", folder.toString())).isZero();
        assertThat(run("render", "--check", "--out", folder.toString())).isZero();
        assertThat(out.toString(UTF_8))
                .contains("rendered 32 files into " + folder)
                .endsWith("ok\n");
    }

    @Test
    void a_file_that_somebody_edited_is_told() throws Exception {
        run("render", "rules", "--out", folder.toString());
        Path file = folder.resolve("prometheus/rules/native/host.yml");
        Files.writeString(file, Files.readString(file).replace("0.95", "0.99"));
        assertThat(run("render", "rules", "--check", "--out", folder.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8)).contains(file + ": differs from the definition; render it again");
    }

    @Test
    void a_team_s_number_is_in_the_rule_the_panel_and_the_page() throws Exception {
        Path own = Files.writeString(folder.resolve("own.yml"), "alerts:\n  HighCpu: {limit: '> 0.77'}\n");
        assertThat(run("render", "--runbook", own.toString(), "--out", folder.toString()))
                .isZero();
        assertThat(folder.resolve("prometheus/rules/native/host.yml")).content().contains("host:cpu:ratio > 0.77");
        assertThat(folder.resolve("grafana/allodoc-infrastructure.json"))
                .content()
                .contains("\"value\": 0.77");
        assertThat(folder.resolve("runbook/runbook.md")).content().contains("CPU usage > 77 % for 10m");
    }

    @Test
    void a_part_that_does_not_exist_is_bad_usage() {
        assertThat(run("render", "poems")).isEqualTo(ExitCode.USAGE);
        assertThat(err).asString().contains("there is no poems; choose one of dashboards, rules");
    }

    @Test
    void a_definition_with_mistakes_is_a_bad_configuration() throws Exception {
        Path own = Files.writeString(folder.resolve("own.yml"), "alerts:\n  HighCpu: {limit: much}\n");
        assertThat(run("render", "--runbook", own.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.CONFIG);
        assertThat(err).asString().contains("own.yml:2: alerts.HighCpu.limit: expected a limit such as");
    }

    @Test
    void a_definition_that_can_t_be_rendered_says_why() throws Exception {
        Path own = Files.writeString(folder.resolve("own.yml"), "contacts:\n  Mail: ~\n");
        assertThat(run("render", "alertmanager", "--runbook", own.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err).asString().contains("contacts has no \"Mail\", which a receiver needs");
    }
}
