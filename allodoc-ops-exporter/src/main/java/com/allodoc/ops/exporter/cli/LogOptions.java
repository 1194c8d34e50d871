package com.allodoc.ops.exporter.cli;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the log looks, shared by the commands that work. */
final class LogOptions {
    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "plain (default) or json: one line per change of state, on stderr.")
    private LogFormat format = LogFormat.PLAIN;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "debug, info, warn or error. Default: info for serve, warn for once.")
    private @Nullable LogLevel level;

    void apply(BiConsumer<LogFormat, LogLevel> logs, LogLevel byDefault) {
        logs.accept(format, Optional.ofNullable(level).orElse(byDefault));
    }
}
