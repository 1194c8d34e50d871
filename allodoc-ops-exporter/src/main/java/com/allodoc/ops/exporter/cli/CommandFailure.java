package com.allodoc.ops.exporter.cli;

/** A command that could not do its work. The message is one sentence for people: what, where, what next. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
