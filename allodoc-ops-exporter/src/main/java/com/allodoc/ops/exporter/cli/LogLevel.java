package com.allodoc.ops.exporter.cli;

import ch.qos.logback.classic.Level;

/** What is worth a line. */
enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** For our own loggers. */
    Level ours() {
        return Level.toLevel(name());
    }

    /** For libraries, which say too much below a warning. */
    Level libraries() {
        return this == ERROR ? Level.ERROR : Level.WARN;
    }
}
