package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.problems;
import static com.allodoc.ops.exporter.config.ConfigFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected by the compose files that the configuration names; and the sizes they and budgets have. */
class ComposeFileTest {
    @TempDir
    private Path folder;

    private void compose(String text) throws IOException {
        Files.writeString(folder.resolve("docker-compose.prod.yml"), text);
    }

    private static final String CONFIG = "targets: {docker: [{composeFiles: [docker-compose.prod.yml]}]}";

    @Test
    void the_services_that_are_started_are_expected() throws IOException {
        compose("""
                x-common: &common
                  restart: unless-stopped
                services:
                  nginx: {<<: *common, image: nginx}
                  backend: !reset {image: "backend:${TAG:-latest}", deploy: {replicas: 2}}
                  debug: {image: busybox, profiles: [debug]}
                  worker: {image: worker, deploy: {replicas: 0}}
                  old: {image: old, scale: 0}
                  empty:
                """);
        assertThat(read(folder, CONFIG).containers().get(0).expected()).containsExactly("nginx", "backend", "empty");
    }

    @Test
    void a_name_of_the_project_goes_with_them_unless_it_is_a_variable() throws IOException {
        compose("name: allodoc\nservices: {redis: {image: redis}}\n");
        assertThat(read(folder, CONFIG).containers().get(0).expected()).containsExactly("allodoc/redis");
        compose("name: ${PROJECT}\nservices: {redis: {image: redis}}\n");
        assertThat(read(folder, CONFIG).containers().get(0).expected()).containsExactly("redis");
    }

    @Test
    void several_files_and_names_are_expected_once() throws IOException {
        compose("services: {redis: {}}");
        assertThat(read(
                                folder,
                                "targets: {docker: [{expected: [redis, db], composeFiles: [docker-compose.prod.yml]}]}")
                        .containers()
                        .get(0)
                        .expected())
                .containsExactly("redis", "db");
    }

    @Test
    void one_that_can_not_be_read_is_a_problem_with_its_place() throws IOException {
        String at = "ops.yml:1: targets.docker[0].composeFiles[0]: the compose file docker-compose.prod.yml ";
        assertThat(problems(folder, CONFIG)).containsExactly(at + "does not exist");
        compose("a: [");
        assertThat(problems(folder, CONFIG)).containsExactly(at + "is not valid YAML");
        compose("version: '3'");
        assertThat(problems(folder, CONFIG)).containsExactly(at + "has no services");
    }

    @ParameterizedTest
    @CsvSource({"512MB, 536870912", "512m, 536870912", "2GiB, 2147483648", "2 GB, 2147483648", "100, 100", "1k, 1024"})
    void sizes_are_powers_of_1024(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
        assertThat(ByteSize.parse(ByteSize.format(bytes))).isEqualTo(bytes);
    }

    @Test
    void a_budget_that_is_none_is_a_problem() {
        assertThat(problems(folder, "targets: {docker: [{budgets: [{service: a, cpus: many, memory: 2 lots}, {cpus: 0}]}]}"))
                .anyMatch(problem -> problem.contains("budgets[0].cpus: expected a number of cores such as 0.5"))
                .anyMatch(problem -> problem.contains("budgets[0].memory: expected a size such as 512MB or 2GB"))
                .anyMatch(problem -> problem.contains("needs the key service"));
        assertThat(problems(folder, "targets: {docker: [{budgets: [{service: a, cpus: 0, memory: 2GB}]}]}"))
                .singleElement()
                .asString()
                .contains("cpus and memory must be more than 0");
    }
}
