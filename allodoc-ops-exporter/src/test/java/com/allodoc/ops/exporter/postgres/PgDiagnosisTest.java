package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.UpReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLDataException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class PgDiagnosisTest {
    private final PgDiagnosis diagnosis = new PgDiagnosis(PgSettings.named("main")
            .host("db1")
            .database("app")
            .user("o\"ps")
            .password(() -> Optional.of("hunter2"))
            .build());

    /** As the server sends it: fields of one letter each. */
    private static PSQLException answered(String state, String message, String routine) {
        return new PSQLException(
                new ServerErrorMessage("SFATAL\0C" + state + "\0M" + message + "\0R" + routine + "\0"), false);
    }

    private static PSQLException failed(PSQLState state, @Nullable Throwable cause) {
        return new PSQLException("in the language of this JVM", state, cause);
    }

    @Nested
    class When_the_server_answers {
        @ParameterizedTest
        @CsvSource({
            "28P01, auth_failed, AUTH",
            "28000, InitializeSessionUserId, AUTH",
            "28000, ClientAuthentication, PERMISSION",
            "3D000, InitPostgres, ERROR",
            "55000, InitPostgres, PERMISSION",
            "53300, InitProcess, BUSY",
            "57P03, ProcessStartupPacket, BUSY",
            "53200, palloc, BUSY",
            "57P01, ProcessInterrupts, LOST",
            "57P02, quickdie, LOST",
            "25P03, ProcessInterrupts, LOST",
            "57014, ProcessInterrupts, TIMEOUT",
            "55P03, ProcSleep, BUSY",
            "42501, aclcheck_error, PERMISSION",
            "42501, CheckMyDatabase, PERMISSION",
            "42P01, parserOpenTable, ERROR",
            "08P01, ProcessStartupPacket, PROTOCOL",
            "XX000, elog, ERROR"
        })
        void the_state_decides_and_not_the_language(String state, String routine, UpReason expected) {
            assertThat(diagnosis
                            .diagnose(answered(state, "in der Sprache des Servers", routine))
                            .reason())
                    .isEqualTo(expected);
        }

        @Test
        void the_message_says_what_and_where_and_what_next() {
            assertThat(message(answered("28P01", "password authentication failed", "auth_failed")))
                    .isEqualTo("wrong password for user \"o\"\"ps\" at db1:5432/app;"
                            + " check user and password of target main");
            assertThat(message(answered("42501", "permission denied for view pg_hba_file_rules", "aclcheck_error")))
                    .isEqualTo("permission denied for view pg_hba_file_rules at db1:5432/app;"
                            + " grant it with: GRANT pg_monitor TO \"o\"\"ps\"");
        }

        @Test
        void words_that_may_quote_what_is_in_a_table_are_not_repeated() {
            assertThat(message(
                            answered("22P02", "invalid input syntax for type integer: \"Jane Doe\"", "pg_strtoint32")))
                    .isEqualTo("SQLSTATE 22P02 at db1:5432/app; look it up in the server's log");
        }
    }

    @Nested
    class When_the_network_fails {
        @Test
        void the_cause_decides() {
            assertThat(unable(new ConnectException("Connection refused"))).isEqualTo(UpReason.REFUSED);
            assertThat(unable(new ConnectException("Connection timed out"))).isEqualTo(UpReason.TIMEOUT);
            assertThat(unable(new ConnectException("Network is unreachable"))).isEqualTo(UpReason.UNREACHABLE);
            assertThat(unable(new NoRouteToHostException("No route to host"))).isEqualTo(UpReason.UNREACHABLE);
            assertThat(unable(new UnknownHostException("db1"))).isEqualTo(UpReason.UNRESOLVED);
            assertThat(unable(new SocketTimeoutException("connect timed out"))).isEqualTo(UpReason.TIMEOUT);
            assertThat(unable(new SSLHandshakeException("no path"))).isEqualTo(UpReason.TLS);
        }

        @Test
        void an_attempt_without_a_cause_ran_into_the_deadline() {
            assertThat(unable(null)).isEqualTo(UpReason.TIMEOUT);
        }

        @Test
        void a_connection_that_breaks_is_lost_unless_it_was_silent() {
            assertThat(broken(new EOFException())).isEqualTo(UpReason.LOST);
            assertThat(broken(new SocketException("Connection reset"))).isEqualTo(UpReason.LOST);
            assertThat(broken(new IOException("Broken pipe"))).isEqualTo(UpReason.LOST);
            assertThat(broken(new SocketTimeoutException("Read timed out"))).isEqualTo(UpReason.TIMEOUT);
            assertThat(broken(null)).isEqualTo(UpReason.LOST);
        }

        private UpReason unable(@Nullable Throwable cause) {
            return diagnosis
                    .diagnose(failed(PSQLState.CONNECTION_UNABLE_TO_CONNECT, cause))
                    .reason();
        }

        private UpReason broken(@Nullable Throwable cause) {
            return diagnosis
                    .diagnose(failed(PSQLState.CONNECTION_FAILURE, cause))
                    .reason();
        }
    }

    @Nested
    class When_the_driver_refuses {
        @Test
        void a_password_that_is_wanted_and_not_there_is_auth() {
            assertThat(diagnosis
                            .diagnose(failed(PSQLState.CONNECTION_REJECTED, null))
                            .reason())
                    .isEqualTo(UpReason.AUTH);
        }

        @Test
        void a_server_without_tls_is_tls() {
            PSQLException noSsl = new PSQLException("Le serveur ne supporte pas SSL.", PSQLState.CONNECTION_REJECTED);
            assertThat(diagnosis.diagnose(noSsl).reason()).isEqualTo(UpReason.TLS);
        }
    }

    @Nested
    class When_something_else_fails {
        @Test
        void a_password_file_that_cannot_be_read_is_auth_and_named() {
            Diagnosis found = diagnosis.diagnose(new UncheckedIOException(new NoSuchFileException("/run/secrets/pg")));
            assertThat(found.reason()).isEqualTo(UpReason.AUTH);
            assertThat(found.message()).startsWith("the password file /run/secrets/pg can't be read at db1:5432/app;");
        }

        @Test
        void an_unexpected_exception_keeps_its_words_to_itself() {
            Diagnosis found = diagnosis.diagnose(new IllegalStateException("hunter2"));
            assertThat(found.reason()).isEqualTo(UpReason.ERROR);
            assertThat(found.message()).contains("IllegalStateException").doesNotContain("hunter2");
        }

        @Test
        void our_own_complaint_about_a_result_is_passed_on() {
            assertThat(message(new SQLDataException("column \"a\" holds text that is no number")))
                    .startsWith("column \"a\" holds text that is no number at db1:5432/app;");
        }
    }

    private String message(Throwable failure) {
        return diagnosis.diagnose(failure).message();
    }
}
