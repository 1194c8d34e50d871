/**
 * Everything that follows from the definition: dashboards, rules, routing and the printed page, as files that are
 * committed and never edited. Entry point: {@link com.allodoc.ops.exporter.render.Rendering}. A limit never stands here:
 * it is looked up in the {@link com.allodoc.ops.exporter.render.Definition}. To add an alert: its name, limit and times in
 * {@code allodoc.yml}, its query in {@code rule}, its panel in {@code dashboard}, its cases in the tests; each of them is
 * missed by a test while it is not there. May use the core, {@code collect} and {@code sample}.
 */
@NullMarked
package com.allodoc.ops.exporter.render;

import org.jspecify.annotations.NullMarked;
