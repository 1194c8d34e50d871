package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpHandler;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What all listeners of a process share: the site they show now, who may see it, and the threads that answer. The site
 * can be exchanged while requests are being answered. Safe for use by any thread.
 */
public final class Stage implements AutoCloseable {

    /** Requests being answered at once, all listeners' together. */
    static final int MAX_REQUESTS = 2048;

    private final RequestThreads threads;
    private final Departures departures;
    private final WideConnections wide = new WideConnections();
    private final Supplier<Protection> protection;
    private final @Nullable Reload reload;
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);
    private final Refusals refusals = new Refusals();
    private Scene scene;

    private Stage(Site site, Supplier<Protection> protection, @Nullable Reload reload, RequestThreads.Limits limits) {
        this.threads = new RequestThreads(limits);
        this.departures = new Departures(threads.clock());
        this.protection = protection;
        this.reload = reload;
        this.scene = new Scene(new Router(site, threads.answers()));
    }

    /** Shows a site to everybody. */
    public static Stage of(Site site) {
        return of(site, Protection::none);
    }

    /**
     * Shows a site.
     *
     * @param protection asked for every connection and request, so it must be quick; TLS can't come or go
     */
    public static Stage of(Site site, Supplier<Protection> protection) {
        return new Stage(site, protection, null, RequestThreads.Limits.DEFAULT);
    }

    /**
     * As {@link #of(Site, Supplier)}, and {@code POST /-/reload} is answered.
     *
     * @param reload run for one request at a time
     */
    public static Stage of(Site site, Supplier<Protection> protection, Reload reload) {
        return new Stage(site, protection, reload, RequestThreads.Limits.DEFAULT);
    }

    static Stage of(Site site, Supplier<Protection> protection, RequestThreads.Limits limits) {
        return new Stage(site, protection, null, limits);
    }

    /** Reads the configuration again. */
    public interface Reload {
        /**
         * Reads it and puts it into effect.
         *
         * @throws Exception whose message says why the old configuration stays, and holds no secret
         */
        void run() throws Exception;
    }

    /**
     * Shows another site from now on.
     *
     * @return done once the last request that saw the site before has been answered
     */
    public synchronized CompletableFuture<Void> show(Site site) {
        Scene before = scene;
        scene = new Scene(new Router(site, threads.answers()));
        return before.retire();
    }

    /** The scene of now; the caller leaves it when its request has been answered. */
    synchronized Scene enter() {
        scene.enter();
        return scene;
    }

    HttpHandler handler() {
        return new Gate(this);
    }

    RequestThreads threads() {
        return threads;
    }

    Departures departures() {
        return departures;
    }

    WideConnections wide() {
        return wide;
    }

    Protection protection() {
        return protection.get();
    }

    @Nullable
    Reload reload() {
        return reload;
    }

    Semaphore requests() {
        return requests;
    }

    Refusals refusals() {
        return refusals;
    }

    /** Puts what was refused, and who left, among the exporter's own metrics. */
    public void bindTo(MeterRegistry registry) {
        for (Refusals.Reason reason : Refusals.Reason.values()) {
            refused(registry, reason.label(), stage -> stage.refusals.count(reason));
        }
        refused(registry, "slow_header", stage -> stage.threads.slowHeaders());
        refused(registry, "slow_reader", stage -> stage.threads.slowReaders());
        FunctionCounter.builder("allodoc_http_clients_gone", this, stage -> stage.departures.noticed())
                .description("Clients that went away while their page was being collected.")
                .register(registry);
    }

    private void refused(MeterRegistry registry, String reason, ToDoubleFunction<Stage> count) {
        FunctionCounter.builder("allodoc_http_refused", this, count)
                .description("Requests that were refused and connections that were closed, by reason.")
                .tag("reason", reason)
                .register(registry);
    }

    /** Ends the threads. Listeners are closed first. */
    @Override
    public void close() {
        threads.close();
    }
}
