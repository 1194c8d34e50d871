/** Prometheus rules: the model, the recording rules, and the catalogue of alerts by area. */
@NullMarked
package com.allodoc.ops.exporter.render.rule;

import org.jspecify.annotations.NullMarked;
