/**
 * What Prometheus and people touch: the listener, the page, the landing page. Entry point:
 * {@link com.allodoc.ops.exporter.http.HttpListener}. The only room that may use {@code io.prometheus.client}; besides it
 * uses {@code collect}, {@code sample}, slf4j and the JDK.
 */
@NullMarked
package com.allodoc.ops.exporter.http;

import org.jspecify.annotations.NullMarked;
