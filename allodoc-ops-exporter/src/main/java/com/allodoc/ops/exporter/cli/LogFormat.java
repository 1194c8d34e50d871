package com.allodoc.ops.exporter.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;

/** How a line looks. */
enum LogFormat {
    PLAIN {
        @Override
        LayoutBase<ILoggingEvent> layout() {
            return new PlainLayout();
        }
    },
    JSON {
        @Override
        LayoutBase<ILoggingEvent> layout() {
            return new JsonLayout();
        }
    };

    abstract LayoutBase<ILoggingEvent> layout();
}
