package com.allodoc.ops.exporter.cli;

import ch.qos.logback.classic.Level;
import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Leads lines of java.util.logging, from warnings upwards, to our log. */
final class JulHandler extends Handler {

    /** Replaces the console handler that the JDK sets up. */
    static void install(Level level) {
        boolean isError = level.isGreaterOrEqual(Level.ERROR);
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(isError ? java.util.logging.Level.SEVERE : java.util.logging.Level.WARNING);
        root.addHandler(new JulHandler());
    }

    @Override
    public void publish(LogRecord record) {
        String name = record.getLoggerName() == null ? "java" : record.getLoggerName();
        org.slf4j.Logger log = LoggerFactory.getLogger(name);
        if (record.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue()) {
            log.error(message(record), record.getThrown());
        } else {
            log.warn(message(record), record.getThrown());
        }
    }

    private static String message(LogRecord record) {
        String message = String.valueOf(record.getMessage());
        Object[] parameters = record.getParameters();
        if (parameters == null || parameters.length == 0 || !message.contains("{0")) {
            return message;
        }
        try {
            return MessageFormat.format(message, parameters);
        } catch (IllegalArgumentException e) {
            return message;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
