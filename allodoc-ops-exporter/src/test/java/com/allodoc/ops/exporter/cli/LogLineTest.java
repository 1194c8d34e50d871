package com.allodoc.ops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LogLineTest {
    private final LoggerContext context = new LoggerContext();

    private ILoggingEvent event(String logger, Level level, String message, @Nullable Throwable failure) {
        LoggingEvent event = new LoggingEvent("", context.getLogger(logger), level, message, failure, null);
        event.setInstant(Instant.parse("2026-11-23T09:00:00.007Z"));
        return event;
    }

    @Nested
    class Plain {
        private final PlainLayout layout = new PlainLayout();

        @Test
        void has_time_level_and_message() {
            assertThat(layout.doLayout(event("allodoc.target", Level.INFO, "redis target=cache state=up", null)))
                    .isEqualTo("2026-11-23T09:00:00.007Z INFO  redis target=cache state=up\n");
        }

        @Test
        void names_the_library_that_speaks() {
            assertThat(layout.doLayout(event("redis.clients.Pool", Level.ERROR, "x", null)))
                    .isEqualTo("2026-11-23T09:00:00.007Z ERROR redis.clients.Pool: x\n");
        }

        @Test
        void stays_one_line_whatever_a_server_sends() {
            assertThat(layout.doLayout(event("com.allodoc.X", Level.WARN, "a\nINFO forged\u001b[31m\r", null)))
                    .isEqualTo("2026-11-23T09:00:00.007Z WARN  a INFO forged [31m \n");
        }

        @Test
        void has_the_exception_last() {
            assertThat(layout.doLayout(event("com.allodoc.X", Level.ERROR, "m", new IllegalStateException("boom")))
                            .lines())
                    .first()
                    .isEqualTo("2026-11-23T09:00:00.007Z ERROR m");
        }
    }

    @Nested
    class Json {
        private final JsonLayout layout = new JsonLayout();

        @Test
        void is_one_object_per_line() {
            assertThat(layout.doLayout(
                            event("allodoc.target", Level.INFO, "a \"b\" \\ \n\t\u0001 é \ud83d\ude00 \ud83d", null)))
                    .isEqualTo(
                            "{\"time\":\"2026-11-23T09:00:00.007Z\",\"level\":\"INFO\",\"logger\":\"allodoc.target\","
                                    + "\"message\":\"a \\\"b\\\" \\\\ \\n\\t\\u0001 é \ud83d\ude00 \\ud83d\"}\n");
        }

        @Test
        void holds_the_stack_trace() {
            String line = layout.doLayout(event("a", Level.ERROR, "m", new IllegalStateException("boom")));
            assertThat(line).contains("\"error\":\"java.lang.IllegalStateException: boom\\n\\tat ");
            assertThat(line.lines()).hasSize(1);
        }
    }

    @Nested
    class Levels {
        @Test
        void let_our_lines_pass_and_of_libraries_warnings_only() {
            Logging.apply(context, LogFormat.PLAIN, LogLevel.DEBUG);
            assertThat(context.getLogger("com.allodoc.ops.exporter.Main").isDebugEnabled())
                    .isTrue();
            assertThat(context.getLogger("allodoc.target").isDebugEnabled()).isTrue();
            assertThat(context.getLogger("redis.clients").isInfoEnabled()).isFalse();
            assertThat(context.getLogger("redis.clients").isWarnEnabled()).isTrue();
            Logging.apply(context, LogFormat.PLAIN, LogLevel.ERROR);
            assertThat(context.getLogger("redis.clients").isWarnEnabled()).isFalse();
        }

        @Test
        void write_each_line_once_to_stderr() {
            PrintStream before = System.err;
            ByteArrayOutputStream captured = new ByteArrayOutputStream();
            System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
            context.setMDCAdapter(new LogbackMDCAdapter());
            try {
                Logging.apply(context, LogFormat.PLAIN, LogLevel.INFO);
                Logging.apply(context, LogFormat.JSON, LogLevel.INFO);
                context.getLogger("com.allodoc").info("hello");
            } finally {
                System.setErr(before);
            }
            assertThat(captured.toString(StandardCharsets.UTF_8).lines())
                    .singleElement()
                    .asString()
                    .contains("\"message\":\"hello\"");
        }
    }
}
