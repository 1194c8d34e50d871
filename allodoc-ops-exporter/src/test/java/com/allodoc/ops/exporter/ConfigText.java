package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration from a text, for tests of what it leads to. */
final class ConfigText {
    private ConfigText() {}

    static ExporterConfig read(Path folder, String yaml) throws IOException, ConfigException {
        Path file = Files.writeString(folder.resolve("ops.yml"), yaml);
        return ConfigLoader.of(Environment.of(Map.of())).fromFile(file);
    }
}
