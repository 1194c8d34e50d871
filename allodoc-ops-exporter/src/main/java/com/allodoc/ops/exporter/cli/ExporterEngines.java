package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.CollectorCost;
import com.allodoc.ops.exporter.Exporter;
import com.allodoc.ops.exporter.LiveExporter;
import com.allodoc.ops.exporter.Reloading;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Engines that are exporters. */
final class ExporterEngines implements Engine.Factory {
    private static final Logger log = LoggerFactory.getLogger(ExporterEngines.class);

    @Override
    public Engine of(ExporterConfig config) {
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

    @Override
    public Engine serving(ExporterConfig config, Reloading reloading) {
        LiveExporter exporter = LiveExporter.of(config, reloading);
        return new Engine() {
            @Override
            public void start() throws IOException {
                exporter.start();
                HangUp.run(() -> reload(exporter));
            }

            @Override
            public List<URI> addresses() {
                return exporter.addresses();
            }

            @Override
            public Exporter.Outcome once(OutputStream out) {
                throw new UnsupportedOperationException("one that serves prints no page");
            }

            @Override
            public List<CollectorCost> costs() {
                throw new UnsupportedOperationException("one that serves prints no costs");
            }

            @Override
            public void close() {
                exporter.close();
            }
        };
    }

    private static void reload(LiveExporter exporter) {
        try {
            exporter.reload();
        } catch (ConfigException | IOException | RuntimeException e) {
            log.debug("the exporter has told why it was not reloaded", e);
        }
    }
}
