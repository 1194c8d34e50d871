/**
 * How fast the core decides, measured with JMH: {@code mvn -q -Pbenchmark test -pl allodoc-ops-examples -am} runs all of it
 * and prints bytes allocated per call beside each time. Figures of record stand in {@code docs/benchmarks.md}.
 */
@NullMarked
package com.allodoc.ops.examples.speed;

import org.jspecify.annotations.NullMarked;
