/** The runbook as a page for people, with an anchor for every alert. */
@NullMarked
package com.allodoc.ops.exporter.render.page;

import org.jspecify.annotations.NullMarked;
