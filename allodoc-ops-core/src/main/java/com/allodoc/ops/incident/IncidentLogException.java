package com.allodoc.ops.incident;

import java.io.Serial;

/** A store of incidents can't be read or written. The message says what failed, where, and what to do. */
public final class IncidentLogException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public IncidentLogException(String message, Throwable cause) {
        super(message, cause);
    }

    public IncidentLogException(String message) {
        super(message);
    }
}
