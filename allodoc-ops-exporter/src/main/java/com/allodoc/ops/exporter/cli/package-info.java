/**
 * The commands, one class each: they read options, call the exporter and print; they decide nothing. Entry point: {@link
 * com.allodoc.ops.exporter.cli.Cli}. Also how log lines look. May use the root room, {@code config}, picocli, slf4j and
 * logback.
 */
@NullMarked
package com.allodoc.ops.exporter.cli;

import org.jspecify.annotations.NullMarked;
