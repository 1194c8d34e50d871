/**
 * The views that are read, one file each, with the metric's name beside the column that feeds it. Entry point:
 * {@link com.allodoc.ops.exporter.postgres.query.PgQueries}. May use {@code postgres}, {@code collect}, {@code sample}
 * and java.sql.
 */
@NullMarked
package com.allodoc.ops.exporter.postgres.query;

import org.jspecify.annotations.NullMarked;
