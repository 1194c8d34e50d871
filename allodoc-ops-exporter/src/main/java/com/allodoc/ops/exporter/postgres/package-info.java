/**
 * Everything that talks to PostgreSQL. Entry point: {@link com.allodoc.ops.exporter.postgres.PgTarget}. A view is a
 * {@link com.allodoc.ops.exporter.postgres.PgQuery}: to add one, write one file in {@code query}, one line in
 * {@code PgQueries} and one test. May use {@code collect}, {@code sample}, slf4j, java.sql and the PostgreSQL driver.
 */
@NullMarked
package com.allodoc.ops.exporter.postgres;

import org.jspecify.annotations.NullMarked;
