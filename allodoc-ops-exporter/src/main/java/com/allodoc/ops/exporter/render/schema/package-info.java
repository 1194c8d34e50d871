/** What a definition may look like: the schemas for editors and the reference for readers. */
@NullMarked
package com.allodoc.ops.exporter.render.schema;

import org.jspecify.annotations.NullMarked;
