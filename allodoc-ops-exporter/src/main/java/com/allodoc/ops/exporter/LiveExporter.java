package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.http.Protection;
import com.allodoc.ops.exporter.http.Stage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exporter that serves, and whose configuration can change meanwhile: a new one is built beside the old one, takes
 * its place between two requests, and the old one is closed once its last request is answered. A configuration that
 * can't be used changes nothing. Safe for use by any thread.
 */
public final class LiveExporter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveExporter.class);

    /** What the old exporter's last requests get beyond the time limit of a scrape. */
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final Reloading reloading;
    private final InstantSource clock;
    private final Stage stage;
    private final Listening listening;
    private ExporterConfig config;
    private Exporter exporter;
    private volatile boolean lastReloadSuccessful = true;
    private volatile double lastSuccessSeconds;

    private LiveExporter(ExporterConfig config, Reloading reloading, InstantSource clock) {
        this.config = config;
        this.reloading = reloading;
        this.clock = clock;
        this.exporter = Exporter.of(config);
        Supplier<Protection> protection = protection(reloading);
        this.stage = reloading.isOffered()
                ? Stage.of(exporter.site(), protection, this::reload)
                : Stage.of(exporter.site(), protection);
        this.listening = new Listening(stage);
        this.lastSuccessSeconds = now();
        bindTo(exporter.meters());
    }

    /** Builds everything from a first configuration and reaches for nothing. */
    public static LiveExporter of(ExporterConfig config, Reloading reloading) {
        return new LiveExporter(config, reloading, InstantSource.system());
    }

    private static Supplier<Protection> protection(Reloading reloading) {
        if (reloading.web().isPresent()) {
            return reloading.web().get();
        }
        Protection none = Protection.none();
        return () -> none;
    }

    /**
     * Listens on every configured address.
     *
     * @throws java.net.BindException when a port is taken; nothing is left listening then
     */
    public synchronized void start() throws IOException {
        listening.on(config.listen().addresses());
    }

    /** Where it listens, with the ports it got. */
    public List<URI> addresses() {
        return listening.addresses();
    }

    /**
     * Reads the configuration again and puts it into effect.
     *
     * @throws ConfigException when it can't be used
     * @throws IOException when a new address can't be listened on
     */
    public synchronized void reload() throws ConfigException, IOException {
        try {
            ExporterConfig next = reloading.source().read();
            if (reloading.web().isPresent()) {
                reloading.web().get().reload();
            }
            exchange(next);
        } catch (ConfigException | IOException | RuntimeException e) {
            lastReloadSuccessful = false;
            log.warn("not reloaded, the old configuration stays: {}", e.getMessage());
            throw e;
        }
        lastReloadSuccessful = true;
        lastSuccessSeconds = now();
        log.info("reloaded targets={}", config.targets());
    }

    private void exchange(ExporterConfig next) throws IOException {
        Exporter fresh = Exporter.of(next);
        try {
            bindTo(fresh.meters());
            listening.on(next.listen().addresses());
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        Exporter old = exporter;
        Duration patience = config.scrape().timeout().plus(FAREWELL);
        exporter = fresh;
        config = next;
        stage.show(fresh.site())
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nobody, late) -> closeAside(old));
    }

    /** Closing says goodbye to servers, which may take its time. */
    private static void closeAside(Exporter old) {
        Thread thread = new Thread(old::close, "allodoc-retire");
        thread.setDaemon(true);
        thread.start();
    }

    private void bindTo(MeterRegistry registry) {
        stage.bindTo(registry);
        Gauge.builder("allodoc_config_last_reload_successful", this, live -> live.lastReloadSuccessful ? 1 : 0)
                .description("Whether the last attempt to load the configuration succeeded.")
                .register(registry);
        Gauge.builder("allodoc_config_last_reload_success_timestamp_seconds", this, live -> live.lastSuccessSeconds)
                .description("When the configuration was last loaded, in seconds since 1970.")
                .register(registry);
    }

    private double now() {
        return clock.millis() / 1e3;
    }

    @Override
    public synchronized void close() {
        listening.close();
        exporter.close();
        stage.close();
    }
}
