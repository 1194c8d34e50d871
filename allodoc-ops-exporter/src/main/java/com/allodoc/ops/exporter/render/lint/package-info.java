/** What must be true of every dashboard and every rule, checked without a server. */
@NullMarked
package com.allodoc.ops.exporter.render.lint;

import org.jspecify.annotations.NullMarked;
