/** Tests of {@code cli}: the commands with captured streams, and the process itself. */
@NullMarked
package com.allodoc.ops.exporter.cli;

import org.jspecify.annotations.NullMarked;
