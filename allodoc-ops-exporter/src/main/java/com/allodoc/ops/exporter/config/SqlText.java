package com.allodoc.ops.exporter.config;

/** The text of a query and where it stands. Immutable. */
record SqlText(String text, SqlOrigin origin) {}
