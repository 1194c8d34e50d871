package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.CollectorCost;
import com.allodoc.ops.exporter.Exporter;
import com.allodoc.ops.exporter.Reloading;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;

/** What the commands drive: an {@link Exporter}, or a stand-in when the commands themselves are tested. */
interface Engine extends AutoCloseable {

    void start() throws IOException;

    List<URI> addresses();

    Exporter.Outcome once(OutputStream out) throws IOException;

    /** What each collector cost in the last collection. */
    List<CollectorCost> costs();

    @Override
    void close();

    /** Makes an engine; does not start it. */
    interface Factory {
        Engine of(ExporterConfig config);

        /** One that serves, and reads its configuration again when it is told to. */
        default Engine serving(ExporterConfig config, Reloading reloading) {
            return of(config);
        }
    }

    /** The real ones. */
    static Factory ofExporter() {
        return new ExporterEngines();
    }
}
