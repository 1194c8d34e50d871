/**
 * The machine the exporter runs on, from {@code /proc} and {@code /sys}, under node_exporter's names. Entry point:
 * {@link com.allodoc.ops.exporter.host.HostTarget}. To add a number: one file with a {@code HostCollector} and one line in
 * {@code HostTarget}. May use {@code collect}, {@code sample}, slf4j and the JDK; nothing else.
 */
@NullMarked
package com.allodoc.ops.exporter.host;

import org.jspecify.annotations.NullMarked;
