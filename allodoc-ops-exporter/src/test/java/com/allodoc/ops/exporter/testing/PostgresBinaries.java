package com.allodoc.ops.exporter.testing;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds the archive of a version's binaries in the jar that Maven has copied. */
final class PostgresBinaries implements PgBinaryResolver {
    private static final Map<Integer, PostgresBinaries> BY_VERSION = new ConcurrentHashMap<>();

    private final Path jar;

    private PostgresBinaries(Path jar) {
        this.jar = jar;
    }

    /** Always the same one for a version: the embedded server remembers by it where it has unpacked the archive. */
    static PostgresBinaries of(int version) {
        return BY_VERSION.computeIfAbsent(
                version, v -> new PostgresBinaries(Path.of("target", "postgres", "postgres-" + v + ".jar")));
    }

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException(jar.toAbsolutePath() + " is missing; run: mvn generate-test-resources");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            JarEntry archive = file.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " holds no .txz"));
            try (InputStream content = file.getInputStream(archive)) {
                return new ByteArrayInputStream(content.readAllBytes());
            }
        }
    }
}
