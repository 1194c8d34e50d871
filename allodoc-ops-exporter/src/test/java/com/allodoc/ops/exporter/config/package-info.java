/** Tests of {@code config}: one for each value, and for each source one table of what is read and one of what is refused. */
@NullMarked
package com.allodoc.ops.exporter.config;

import org.jspecify.annotations.NullMarked;
