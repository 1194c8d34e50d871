package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.CollectorCost;
import com.allodoc.ops.exporter.Exporter;
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
    }

    /** The real one. */
    static Engine ofExporter(ExporterConfig config) {
        Exporter exporter = Exporter.of(config);
        return new Engine() {
            @Override
            public void start() throws IOException {
                exporter.start();
            }

            @Override
            public List<URI> addresses() {
                return exporter.addresses();
            }

            @Override
            public Exporter.Outcome once(OutputStream out) throws IOException {
                return exporter.once(out);
            }

            @Override
            public List<CollectorCost> costs() {
                return exporter.costs();
            }

            @Override
            public void close() {
                exporter.close();
            }
        };
    }
}
