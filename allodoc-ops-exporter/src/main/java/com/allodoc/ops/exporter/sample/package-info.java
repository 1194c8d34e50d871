/**
 * What is collected, as columns. A SQL result is a table and a metric family is a column of it. Entry point:
 * {@link com.allodoc.ops.exporter.sample.SampleTable}. May use the JDK and nothing else.
 */
@NullMarked
package com.allodoc.ops.exporter.sample;

import org.jspecify.annotations.NullMarked;
