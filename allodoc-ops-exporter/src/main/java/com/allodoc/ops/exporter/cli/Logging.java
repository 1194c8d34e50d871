package com.allodoc.ops.exporter.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sets the log up without a file: reading logback's XML would cost more than everything else at start-up. */
final class Logging {
    private static final List<String> OURS = List.of("com.allodoc", "allodoc");

    private Logging() {}

    /** Replaces what was set up before, and takes over java.util.logging, which the PostgreSQL driver uses. */
    static void apply(LogFormat format, LogLevel level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            apply(context, format, level);
        }
        JulHandler.install(level.libraries());
    }

    static void apply(LoggerContext context, LogFormat format, LogLevel level) {
        LayoutBase<ILoggingEvent> layout = format.layout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level.libraries());
        Level ours = level.ours();
        OURS.forEach(name -> context.getLogger(name).setLevel(ours));
    }

    static boolean isOurs(String logger) {
        return OURS.stream().anyMatch(name -> logger.equals(name) || logger.startsWith(name + "."));
    }
}
