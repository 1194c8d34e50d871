/**
 * The exporter. Entry points: {@link com.allodoc.ops.exporter.Main} for a process and {@link
 * com.allodoc.ops.exporter.Exporter} for a program. This room composes the others and may import all of them.
 */
@NullMarked
package com.allodoc.ops.exporter;

import org.jspecify.annotations.NullMarked;
