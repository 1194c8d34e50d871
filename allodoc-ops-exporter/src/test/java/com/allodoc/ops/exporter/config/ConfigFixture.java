package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the tests of this room share: reading from texts and variables, and comparing records component by component. */
final class ConfigFixture {
    static final Map<String, String> NOTHING = Map.of("DATA_SOURCE_NAME", "", "REDIS_ADDR", "", "DOCKER_HOST", "");

    private ConfigFixture() {}

    /** The text of a test resource. */
    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ConfigFixture.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve("ops.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ExporterConfig read(Path folder, String text) {
        return read(folder, text, Map.of());
    }

    static ExporterConfig read(Path folder, String text, Map<String, String> variables) {
        try {
            return ConfigLoader.of(Environment.of(variables)).fromFile(write(folder, text));
        } catch (ConfigException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The problems, with the file's folder cut off. */
    static List<String> problems(Path folder, String text) {
        Path file = write(folder, text);
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.of(Environment.of(Map.of())).fromFile(file));
        assertThat(failure).as("a refusal of\n%s", text).isNotNull();
        return failure.problems().stream()
                .map(p -> p.render().replace(folder + "/", ""))
                .toList();
    }

    static ExporterConfig environment(Map<String, String> variables) {
        try {
            return ConfigLoader.of(Environment.of(variables).withDockerSocket(Path.of("/nowhere/docker.sock")))
                    .fromEnvironment();
        } catch (ConfigException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static List<String> environmentProblems(Map<String, String> variables) {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.of(Environment.of(variables)).fromEnvironment());
        assertThat(failure).as("a refusal of %s", variables.keySet()).isNotNull();
        return failure.problems().stream().map(Problem::render).toList();
    }

    /** Fails when a component of {@code full} still has its default: then a key is missing in the mapping or its test. */
    static void assertFullMapping(Record defaults, Record full) {
        for (RecordComponent component : full.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                assertThat(component.getAccessor().invoke(full))
                        .as("component %s", component.getName())
                        .isNotEqualTo(component.getAccessor().invoke(defaults));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(component.getName(), e);
            }
        }
    }
}
