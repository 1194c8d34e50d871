package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.UpReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says what an exception of a target means: by SQLSTATE when the server answered, by the cause when the network did.
 * Never by the text of a message, which depends on the language of the server, except where nothing else tells.
 * Immutable.
 */
final class PgDiagnosis {
    /** PgBouncer's words, which are English everywhere; its SQLSTATE is that of any violation of the protocol. */
    private static final Pattern REFUSED_PARAMETER = Pattern.compile("unsupported startup parameter: (\\w+)");

    private final PgSettings settings;

    PgDiagnosis(PgSettings settings) {
        this.settings = settings;
    }

    Diagnosis diagnose(Throwable failure) {
        if (failure instanceof PSQLException answer) {
            return fromDriver(answer);
        }
        if (failure instanceof SQLException) {
            return of(UpReason.ERROR, String.valueOf(failure.getMessage()), "see the definition of the collector");
        }
        return fromCause(failure)
                .orElseGet(() -> of(
                        UpReason.ERROR,
                        "unexpected " + failure.getClass().getSimpleName(),
                        "please report it, with the log at level debug"));
    }

    private Diagnosis fromDriver(PSQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        ServerErrorMessage answer = e.getServerErrorMessage();
        Matcher refused = REFUSED_PARAMETER.matcher(String.valueOf(e.getMessage()));
        if (refused.find()) {
            return of(
                    UpReason.PROTOCOL,
                    "the pooler refuses the startup parameter " + refused.group(1),
                    "set ignore_startup_parameters = " + refused.group(1) + " in pgbouncer.ini");
        }
        return PgState.find(state, answer == null ? null : answer.getRoutine())
                .map(s -> of(s.reason(), s.what(settings, said(e)), s.next(settings)))
                .or(() -> fromCause(e))
                .orElseGet(() -> fromDriverAlone(state, e));
    }

    /** The driver's own verdicts, which have neither an answer of the server nor a cause. */
    private Diagnosis fromDriverAlone(String state, PSQLException e) {
        String message = String.valueOf(e.getMessage());
        boolean isTls = message.contains("SSL") || message.contains("hostnameverifier");
        if (isTls && state.startsWith("08")) {
            return tls();
        }
        return switch (state) {
            case "08001" -> timeout();
            case "08004" ->
                of(
                        UpReason.AUTH,
                        "a password is wanted for user \"" + settings.user() + "\" and none is configured",
                        "set the password of target " + settings.name());
            case "08000", "08003", "08006", "08007" -> lost();
            default ->
                of(
                        UpReason.ERROR,
                        "SQLSTATE " + (state.isEmpty() ? "unknown" : state) + ' ' + said(e),
                        "look it up in the server's log");
        };
    }

    private Optional<Diagnosis> fromCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Optional.of(of(
                        UpReason.UNRESOLVED,
                        "the host name \"" + settings.host() + "\" has no address",
                        "check the host of target " + settings.name() + " and the name service"));
            }
            if (cause instanceof SSLException
                    || cause instanceof GeneralSecurityException
                    || cause instanceof FileNotFoundException) {
                return Optional.of(tls());
            }
            if (cause instanceof SocketTimeoutException) {
                return Optional.of(timeout());
            }
            if (cause instanceof FileSystemException file) {
                return Optional.of(of(
                        UpReason.AUTH,
                        "the password file " + file.getFile() + " can't be read",
                        "check that it is there and that the exporter may read it"));
            }
            if (cause instanceof IOException network) {
                return Optional.of(fromNetwork(network));
            }
        }
        return Optional.empty();
    }

    private Diagnosis fromNetwork(IOException e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof NoRouteToHostException || text.contains("nreachable")) {
            return of(UpReason.UNREACHABLE, "there is no route to the host", "check the network and the firewall");
        }
        if (e instanceof ConnectException) {
            return text.contains("timed out")
                    ? timeout()
                    : of(
                            UpReason.REFUSED,
                            "connection refused",
                            "check that PostgreSQL runs and listens on this address and port");
        }
        return lost();
    }

    private Diagnosis tls() {
        return of(
                UpReason.TLS,
                "no TLS connection",
                "check sslmode and the certificates of target " + settings.name() + ", and ssl in postgresql.conf");
    }

    private Diagnosis timeout() {
        return of(
                UpReason.TIMEOUT,
                "no answer before the deadline",
                "check whether the server hangs or a firewall drops packets");
    }

    private Diagnosis lost() {
        return of(UpReason.LOST, "the connection broke", "the next scrape connects anew; see the server's log");
    }

    private Diagnosis of(UpReason reason, String what, String next) {
        return new Diagnosis(reason, what.strip() + " at " + settings.where() + "; " + next);
    }

    /**
     * The server's words, when they can only name objects. Those of data exceptions may quote what is in the rows, which
     * nobody may see here.
     */
    static String said(SQLException e) {
        String state = e.getSQLState();
        if (state == null || !state.startsWith("42")) {
            return "";
        }
        ServerErrorMessage answer = e instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        String text = answer == null ? e.getMessage() : answer.getMessage();
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
