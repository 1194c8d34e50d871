package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.util.Optional;

/**
 * How an exporter that serves gets its configuration anew. Immutable.
 *
 * @param source reads it
 * @param web the web configuration; plain HTTP for everybody without
 * @param isOffered whether {@code POST /-/reload} is answered
 */
public record Reloading(Source source, Optional<WebFile> web, boolean isOffered) {

    /** Reads the configuration. */
    public interface Source {
        ExporterConfig read() throws ConfigException;
    }
}
