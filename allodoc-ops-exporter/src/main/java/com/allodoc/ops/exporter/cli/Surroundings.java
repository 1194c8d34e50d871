package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.config.Environment;
import java.io.OutputStream;
import java.util.function.BiConsumer;

/**
 * What the commands touch outside themselves.
 *
 * @param environment the variables
 * @param out where a page or a configuration is printed; flushed by whoever writes
 * @param engines makes the exporter
 * @param stop when {@code serve} ends
 * @param logs sets the log of the process up
 */
record Surroundings(
        Environment environment,
        OutputStream out,
        Engine.Factory engines,
        Stop stop,
        BiConsumer<LogFormat, LogLevel> logs) {}
