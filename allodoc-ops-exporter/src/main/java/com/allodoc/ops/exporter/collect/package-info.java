/**
 * The envelope around every source: one session, one deadline, collectors that cannot hurt each other, and the metrics
 * that tell how it went. Entry point: {@link com.allodoc.ops.exporter.collect.TargetScraper}. May use {@code sample},
 * slf4j and the JDK.
 */
@NullMarked
package com.allodoc.ops.exporter.collect;

import org.jspecify.annotations.NullMarked;
