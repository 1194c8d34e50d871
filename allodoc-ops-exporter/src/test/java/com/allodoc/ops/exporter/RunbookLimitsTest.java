package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.ConfigWriter;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exporter tells the limits of the definition it was given, and only then. */
class RunbookLimitsTest {
    private static final ConfigLoader LOADER = ConfigLoader.of(Environment.of(Map.of()));

    @TempDir
    private Path folder;

    private ExporterConfig config(String text) throws Exception {
        Files.writeString(folder.resolve("my-runbook.yml"), "alerts: {HighCpu: {limit: '> 0.9'}}\n");
        Files.writeString(folder.resolve("wrong.yml"), "alerts:\n  HighCpu: {limit: high}\n");
        return LOADER.fromFile(Files.writeString(folder.resolve("ops.yml"), text));
    }

    private static String page(ExporterConfig config) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Exporter exporter = Exporter.of(config)) {
            exporter.once(out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void limits_are_on_the_page_a_teams_own_and_the_shipped_ones() throws Exception {
        assertThat(page(config("runbook: my-runbook.yml\ntargets: {}\n")))
                .contains("allodoc_threshold{alert=\"HighCpu\",} 0.9", "allodoc_threshold{alert=\"MemoryHigh\",} 0.85");
    }

    @Test
    void without_a_definition_there_is_none() throws Exception {
        assertThat(page(config("targets: {}\n"))).doesNotContain(SelfMeters.THRESHOLD);
    }

    @Test
    void a_mistake_in_the_definition_is_one_of_the_configuration() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config("targets: {}\nrunbook: wrong.yml\n"))
                .withMessageContaining("ops.yml:2")
                .withMessageContaining("alerts.HighCpu.limit");
    }

    @Test
    void it_is_written_down_and_read_again() throws Exception {
        ExporterConfig config = config("runbook: my-runbook.yml\ntargets: {}\n");
        Path copy = Files.writeString(folder.resolve("copy.yml"), ConfigWriter.write(config));
        assertThat(LOADER.fromFile(copy).limits().orElseThrow().byAlert())
                .isEqualTo(config.limits().orElseThrow().byAlert());
    }
}
