package com.allodoc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What it costs to embed the core: slf4j-api, micrometer-core and what these two bring. */
class EmbeddingTest {

    private static final List<String> COST = List.of(
            "slf4j-api-", "micrometer-core-", "micrometer-commons-", "micrometer-observation-", "HdrHistogram-");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

    private final ModuleDescriptor module = ModuleFinder.of(Path.of("target", "classes"))
            .find("com.allodoc.ops.core")
            .orElseThrow()
            .descriptor();

    @Test
    void the_build_asks_for_two_libraries_and_no_more() throws IOException {
        Matcher dependencies = DEPENDENCY.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(dependencies.results().map(match -> match.group(1)).filter(text -> !text.contains("<scope>")))
                .extracting(text -> {
                    Matcher artifact = ARTIFACT.matcher(text);
                    return artifact.find() ? artifact.group(1) : text;
                })
                .containsExactly("slf4j-api", "micrometer-core");
    }

    @Test
    void the_module_reads_what_it_needs_and_shows_its_rooms() {
        assertThat(module.requires().stream()
                        .filter(required -> !required.modifiers().contains(Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactlyInAnyOrder("java.base", "java.net.http", "micrometer.core", "org.slf4j");
        assertThat(module.requires().stream()
                        .filter(required -> required.modifiers().contains(Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactlyInAnyOrder("java.sql", "org.jspecify");
        assertThat(module.exports().stream().filter(ModuleDescriptor.Exports::isQualified))
                .isEmpty();
        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of("backup", "check", "incident", "metrics", "oncall", "runbook", "threshold", "time")
                                .map("com.allodoc.ops."::concat)
                                .toList());
        assertThat(module.packages())
                .as("no room is hidden")
                .isEqualTo(module.exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet()));
        assertThat(module.opens()).isEmpty();
        assertThat(module.uses()).isEqualTo(Set.of());
    }

    @Test
    void a_plain_application_runs_with_these_on_its_class_path() throws IOException, InterruptedException {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path", "");
        List<String> jars = Stream.of((modules + File.pathSeparator + classes).split(File.pathSeparator, -1))
                .filter(path -> COST.stream()
                        .anyMatch(name -> Path.of(path).getFileName() != null
                                && Path.of(path).getFileName().toString().startsWith(name)))
                .distinct()
                .toList();
        assertThat(jars).hasSize(COST.size());
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/classes" + File.pathSeparator + "target/test-classes" + File.pathSeparator
                                + String.join(File.pathSeparator, jars),
                        PlainApplication.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(application.waitFor()).as(output).isZero();
        assertThat(output).contains("meters=").doesNotContain("Exception");
    }
}
