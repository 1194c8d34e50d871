/** A small typed model of a Grafana dashboard, and the dashboards themselves, which read like their design tables. */
@NullMarked
package com.allodoc.ops.exporter.render.dashboard;

import org.jspecify.annotations.NullMarked;
