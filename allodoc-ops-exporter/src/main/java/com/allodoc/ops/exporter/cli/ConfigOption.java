package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.Exporter;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config} and {@code --help}, shared by all commands that read the configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The configuration, YAML. Without it: environment variables, see allodoc-ops-exporter --help.")
    private @Nullable Path file;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    ExporterConfig load(Environment environment) throws ConfigException {
        ConfigLoader loader = ConfigLoader.of(environment).knowing(Exporter.knownCollectors());
        return file == null ? loader.fromEnvironment() : loader.fromFile(file);
    }

    /** The file, or the word environment. */
    String source() {
        return file == null ? "environment" : file.toString();
    }
}
