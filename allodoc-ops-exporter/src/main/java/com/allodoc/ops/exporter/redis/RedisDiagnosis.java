package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.UpReason;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Turns what went wrong with a Redis server into a closed reason and a sentence: what, where, what next. */
final class RedisDiagnosis {
    /** How the server's error lines begin, and what that means. */
    private static final Map<String, UpReason> REPLIES = Map.ofEntries(
            Map.entry("NOAUTH", UpReason.AUTH),
            Map.entry("WRONGPASS", UpReason.AUTH),
            Map.entry("ERR invalid password", UpReason.AUTH),
            Map.entry("NOPERM", UpReason.PERMISSION),
            Map.entry("DENIED", UpReason.PERMISSION),
            Map.entry("LOADING", UpReason.BUSY),
            Map.entry("BUSY", UpReason.BUSY),
            Map.entry("MASTERDOWN", UpReason.BUSY),
            Map.entry("ERR max number of clients", UpReason.BUSY));

    private final RedisSettings settings;
    private final String grants;

    private RedisDiagnosis(RedisSettings settings, String grants) {
        this.settings = settings;
        this.grants = grants;
    }

    /** The diagnosis for a single server. */
    static RedisDiagnosis of(RedisSettings settings) {
        return new RedisDiagnosis(settings, rights(settings, false));
    }

    /** The diagnosis for a cluster. */
    static RedisDiagnosis ofCluster(RedisSettings settings) {
        return new RedisDiagnosis(settings, rights(settings, true));
    }

    private static String rights(RedisSettings settings, boolean cluster) {
        return String.join(" ", RedisGrants.of(settings.watch(), RedisGrants.Server.REDIS_7, cluster));
    }

    /** What an error line of the server means. */
    static UpReason reasonOf(String error) {
        return REPLIES.entrySet().stream()
                .filter(entry -> error.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UpReason.ERROR);
    }

    /** What an exception means by the first of its causes that says something. */
    static UpReason reasonOf(Throwable failure, UpReason otherwise) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            UpReason reason = reasonOfOne(cause);
            if (reason != UpReason.ERROR) {
                return reason;
            }
        }
        return otherwise;
    }

    private static UpReason reasonOfOne(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof RedisException known) {
            return known.reason();
        }
        if (cause instanceof InterruptedIOException) {
            return UpReason.TIMEOUT;
        }
        if (cause instanceof UnknownHostException) {
            return UpReason.UNRESOLVED;
        }
        if (cause instanceof SSLException) {
            return isTimeout(cause) ? UpReason.TIMEOUT : UpReason.TLS;
        }
        if (message.contains("Permission denied")) {
            return UpReason.PERMISSION;
        }
        if (cause instanceof ConnectException && message.contains("refused")) {
            return UpReason.REFUSED;
        }
        if (cause instanceof NoRouteToHostException
                || message.contains("unreachable")
                || message.contains("No such file")) {
            return UpReason.UNREACHABLE;
        }
        if (message.contains("timed out")) {
            return UpReason.TIMEOUT;
        }
        return cause instanceof SocketException || cause instanceof EOFException ? UpReason.LOST : UpReason.ERROR;
    }

    private static boolean isTimeout(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && (cause instanceof InterruptedIOException || isTimeout(cause));
    }

    /** What, where and what next, in one line. */
    Diagnosis diagnose(Throwable failure) {
        UpReason reason = reasonOf(failure, UpReason.ERROR);
        return new Diagnosis(reason, what(failure) + " at " + settings.server() + ". " + next(reason, failure));
    }

    private static String what(Throwable failure) {
        if (failure instanceof RedisException known) {
            return String.valueOf(known.getMessage());
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private String next(UpReason reason, Throwable failure) {
        return switch (reason) {
            case REFUSED -> "Nothing listens there: start Redis, or correct host and port";
            case UNREACHABLE -> "Check the route to the host, or the path of the socket";
            case UNRESOLVED -> "Correct the host name, or the name server";
            case TIMEOUT -> "The server hangs, is stopped or is behind a firewall: look at it with redis-cli";
            case AUTH -> "Check user and password; they are read again at the next scrape";
            case PERMISSION -> permission(String.valueOf(failure.getMessage()));
            case TLS -> "Check the certificates, the host name in them, and that the port speaks TLS";
            case BUSY -> "It serves again by itself, or see maxclients, the data set's size and running scripts";
            case PROTOCOL -> "Is it a Redis server, and does it expect TLS?";
            case LOST -> "The server or something on the way closed the connection; see the server's log";
            default -> "See the server's log";
        };
    }

    private String permission(String message) {
        if (message.contains("DENIED ")) {
            return "Protected mode is on: give the server a password, or bind it to a private address";
        }
        if (message.contains("NOPERM")) {
            return "Grant it with: ACL SETUSER " + settings.user().orElse("default") + ' ' + grants;
        }
        return "Give the exporter's user the right to use the socket file";
    }
}
