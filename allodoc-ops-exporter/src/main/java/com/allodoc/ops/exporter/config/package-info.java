/**
 * From text to validated records: {@code ops.yml} or environment variables in, {@link
 * com.allodoc.ops.exporter.config.ExporterConfig} out, or every problem at once with file, line and path. Entry point:
 * {@link com.allodoc.ops.exporter.config.ConfigLoader}. To add a setting: one component in its record, one line in its
 * section and one in {@link com.allodoc.ops.exporter.config.ConfigWriter}; the two tests of the record then fail until
 * they know it. May use snakeyaml-engine and the JDK. No value that may be a secret ever enters a message.
 */
@NullMarked
package com.allodoc.ops.exporter.config;

import org.jspecify.annotations.NullMarked;
