package com.allodoc.ops.exporter.container;

import java.io.IOException;

/** The engine answered, but not with what was asked for. */
final class EngineException extends IOException {
    private final int status;

    EngineException(int status, String message) {
        super("status " + status + ": " + message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
