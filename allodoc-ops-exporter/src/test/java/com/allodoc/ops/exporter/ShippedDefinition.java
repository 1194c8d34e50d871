package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.RunbookLoader;
import com.allodoc.ops.exporter.render.Definition;
import java.util.Map;

/** The definition that comes with the program, and everything the exporter can show, for the tests of {@code render}. */
public final class ShippedDefinition {
    private ShippedDefinition() {}

    public static Definition get() {
        try {
            return Renderer.definition(
                    RunbookLoader.of(Environment.of(Map.of())).shipped());
        } catch (ConfigException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    public static MetricCatalog catalog() {
        return Renderer.catalog();
    }
}
