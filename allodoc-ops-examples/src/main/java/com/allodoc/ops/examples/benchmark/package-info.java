/**
 * The exporter and its peers side by side: {@code benchmark/compare} runs {@link
 * com.allodoc.ops.examples.benchmark.Compare}.
 */
@NullMarked
package com.allodoc.ops.examples.benchmark;

import org.jspecify.annotations.NullMarked;
