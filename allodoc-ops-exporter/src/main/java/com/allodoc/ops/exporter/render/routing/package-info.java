/** What comes after a rule has fired: Alertmanager's file; and what comes before: Prometheus's own. */
@NullMarked
package com.allodoc.ops.exporter.render.routing;

import org.jspecify.annotations.NullMarked;
