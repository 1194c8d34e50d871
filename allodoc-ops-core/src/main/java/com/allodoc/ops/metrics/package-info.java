/**
 * What the other rooms know, as Micrometer meters: the only room that sees Micrometer. Entry point:
 * {@link com.allodoc.ops.metrics.OpsMeters}; behind it is one {@code MeterBinder} per room. Names are complete as they are
 * ({@code allodoc_}, base units, {@code _total}), so that every registry shows the same ones. A value that isn't known is a
 * meter that isn't there, counters are there with 0 from the start, instants are seconds of the Unix epoch, and no tag holds
 * what a definition doesn't bound. May use every other room.
 */
@NullMarked
package com.allodoc.ops.metrics;

import org.jspecify.annotations.NullMarked;
