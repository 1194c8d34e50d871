/** Trees of maps, lists and plain values as JSON and YAML, always with the same bytes. Uses the JDK only. */
@NullMarked
package com.allodoc.ops.exporter.render.text;

import org.jspecify.annotations.NullMarked;
