package com.allodoc.ops.exporter.render.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.Rendering;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The stack's files fit together: what is mounted is rendered, what is named is there. */
class ComposeFileTest {
    private static final Definition DEFINITION = ShippedDefinition.get();

    @TempDir
    private Path folder;

    private static String text(String path) {
        return Rendering.all(DEFINITION).stream()
                .filter(document -> document.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static JsonNode yaml(String path) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return new ObjectMapper().valueToTree(new Load(settings).loadFromString(text(path)));
    }

    @Test
    void everything_that_is_mounted_from_here_is_rendered_or_a_secret() {
        List<String> rendered =
                Rendering.all(DEFINITION).stream().map(Document::path).toList();
        List<String> mounted = new ArrayList<>();
        yaml("compose.yml")
                .path("services")
                .forEach(service -> service.path("volumes").forEach(volume -> {
                    String source = volume.asText().split(":")[0];
                    if (source.startsWith("./")) {
                        mounted.add(source.substring(2));
                    }
                }));
        assertThat(mounted).contains("prometheus", "alertmanager/alertmanager.yml", "exporter", "secrets");
        assertThat(mounted)
                .filteredOn(source -> !source.equals("secrets"))
                .allSatisfy(source ->
                        assertThat(rendered).anyMatch(path -> path.equals(source) || path.startsWith(source + "/")));
    }

    @Test
    void named_volumes_and_networks_are_declared() {
        JsonNode compose = yaml("compose.yml");
        compose.path("services")
                .forEach(service -> service.path("volumes").forEach(volume -> {
                    String source = volume.asText().split(":")[0];
                    if (Character.isLetter(source.charAt(0))) {
                        assertThat(compose.path("volumes").has(source))
                                .as(source)
                                .isTrue();
                    }
                }));
        assertThat(compose.path("networks").has("app")).isTrue();
    }

    @Test
    void what_the_files_call_each_other_is_a_service_of_the_stack() {
        JsonNode services = yaml("compose.yml").path("services");
        for (JsonNode job : yaml("prometheus/prometheus.yml").path("scrape_configs")) {
            String host = job.at("/static_configs/0/targets/0").asText().split(":")[0];
            assertThat(host.equals("localhost") || services.has(host)).as(host).isTrue();
        }
        String prometheus = yaml("grafana/provisioning/datasources/allodoc.yml")
                .at("/datasources/0/url")
                .asText();
        assertThat(prometheus)
                .contains(services.at("/prometheus/networks/default/aliases/0").asText());
        assertThat(services.at("/prometheus/ports/0").asText()).isEqualTo("127.0.0.1:9090:9090");
        assertThat(services.at("/grafana/ports/0").asText()).isEqualTo("127.0.0.1:3001:3000");
    }

    @Test
    void the_exporter_reads_its_part_and_runs_what_the_dashboards_need() throws Exception {
        Files.writeString(folder.resolve("postgres_password"), "x");
        Path file = Files.writeString(
                folder.resolve("ops.yml"), text("exporter/ops.yml").replace("/run/secrets", folder.toString()));
        ExporterConfig config = ConfigLoader.of(Environment.of(Map.of("POSTGRES_USER", "exporter")))
                .fromFile(file);
        assertThat(config.targets()).isEqualTo(4);
        assertThat(config.postgres())
                .singleElement()
                .satisfies(postgres ->
                        assertThat(postgres.collectors().enable()).contains("postmaster", "stat_statements"));
    }
}
