package com.allodoc.ops.exporter.http;

import java.util.concurrent.CompletableFuture;

/** A site while it is shown, and how many requests still look at it. Safe for use by any thread. */
final class Scene {
    private final Router router;
    private final CompletableFuture<Void> deserted = new CompletableFuture<>();
    private int present;
    private boolean retired;

    Scene(Router router) {
        this.router = router;
    }

    Router router() {
        return router;
    }

    synchronized void enter() {
        present++;
    }

    void leave() {
        synchronized (this) {
            present--;
        }
        completeIfDeserted();
    }

    /** Nobody enters any more; done once the last one has left. */
    CompletableFuture<Void> retire() {
        synchronized (this) {
            retired = true;
        }
        completeIfDeserted();
        return deserted;
    }

    private void completeIfDeserted() {
        boolean done;
        synchronized (this) {
            done = retired && present == 0;
        }
        if (done) {
            deserted.complete(null);
        }
    }
}
