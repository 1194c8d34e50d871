/**
 * The demo behind {@code mvn -q -Pdemo package}: a clinic's PostgreSQL, Redis and backend with a little traffic, and the
 * exporter that watches them. Entry point: {@link com.allodoc.ops.examples.demo.Demo}.
 */
@NullMarked
package com.allodoc.ops.examples.demo;

import org.jspecify.annotations.NullMarked;
