package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.UpReason;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says what an exception of an engine means and what to do about it. */
final class EngineFailure {
    private final ContainerSettings settings;

    private EngineFailure(ContainerSettings settings) {
        this.settings = settings;
    }

    static Diagnosis diagnose(Throwable failure, ContainerSettings settings) {
        EngineFailure known = new EngineFailure(settings);
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
            Optional<Diagnosis> diagnosis = known.of(cause);
            if (diagnosis.isPresent()) {
                return diagnosis.get();
            }
        }
        return new Diagnosis(UpReason.ERROR, "unexpected failure at " + settings.server() + ": " + failure);
    }

    private Optional<Diagnosis> of(Throwable cause) {
        if (cause instanceof EngineException answer) {
            return Optional.of(answered(answer));
        }
        if (cause instanceof SSLException) {
            return is(
                    UpReason.TLS,
                    "TLS with the engine failed: " + cause.getMessage()
                            + "; check ca.pem, cert.pem and key.pem, and that the host name is in the engine's certificate");
        }
        if (cause instanceof JsonProcessingException) {
            return is(UpReason.PROTOCOL, "what answers is no container engine; check the address");
        }
        if (cause instanceof UnknownHostException) {
            return is(UpReason.UNRESOLVED, "the host name has no address; check DOCKER_HOST");
        }
        if (cause instanceof NoRouteToHostException) {
            return is(UpReason.UNREACHABLE, "no route to the engine's host");
        }
        if (cause instanceof SocketTimeoutException) {
            return is(UpReason.TIMEOUT, "the engine did not answer in time");
        }
        if (cause instanceof AccessDeniedException) {
            return is(UpReason.PERMISSION, "may not read " + cause.getMessage());
        }
        if (cause instanceof NoSuchFileException) {
            return is(UpReason.TLS, "no such file: " + cause.getMessage() + "; check the directory of certificates");
        }
        if (cause instanceof SocketException socket) {
            return Optional.of(socket(socket));
        }
        return stream(cause);
    }

    private Diagnosis answered(EngineException answer) {
        String message = String.valueOf(answer.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("client version") || message.contains("api version")) {
            return diagnosis(
                    UpReason.PROTOCOL,
                    answer.getMessage()
                            + "; leave the API version out of DOCKER_HOST, then the engine answers in its own");
        }
        if (message.contains("http request to an https server")) {
            return diagnosis(
                    UpReason.TLS, "the engine wants TLS; set the directory of certificates (DOCKER_CERT_PATH)");
        }
        return switch (answer.status()) {
            case 401, 407 -> diagnosis(UpReason.AUTH, "the engine or its proxy wants a login: " + answer.getMessage());
            case 403 ->
                diagnosis(
                        UpReason.PERMISSION,
                        "GET " + ListedContainer.PATH + " is forbidden; a socket proxy has to allow it (CONTAINERS=1)");
            case 404 ->
                diagnosis(
                        UpReason.PROTOCOL,
                        "what answers knows no containers; check the address: " + answer.getMessage());
            case 502, 503, 504 -> diagnosis(UpReason.BUSY, "the engine is not serving now: " + answer.getMessage());
            default -> diagnosis(UpReason.ERROR, "the engine failed: " + answer.getMessage());
        };
    }

    private Diagnosis socket(SocketException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (settings.isUnix()) {
            Path socket = Path.of(settings.dockerHost().getPath());
            if (message.contains("permission denied")) {
                return diagnosis(
                        UpReason.PERMISSION,
                        "the socket may not be opened; add the exporter's user to the socket's group (docker), "
                                + "in a container with --group-add $(stat -c %g " + socket + ")");
            }
            if (message.contains("no such file") || !Files.exists(socket)) {
                return diagnosis(
                        UpReason.UNREACHABLE,
                        "the socket is not there; is the engine installed? In a container, mount it: -v " + socket + ":"
                                + socket + ":ro");
            }
        }
        if (cause instanceof ConnectException || message.contains("refused")) {
            return diagnosis(UpReason.REFUSED, "nobody listens; is the engine running?");
        }
        if (message.contains("unreachable") || message.contains("no route")) {
            return diagnosis(UpReason.UNREACHABLE, "no way to the engine's host: " + cause.getMessage());
        }
        return diagnosis(UpReason.LOST, "the connection broke: " + cause.getMessage());
    }

    private Optional<Diagnosis> stream(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        if (kind.equals("UnsupportedHttpVersionException") || kind.equals("ProtocolException")) {
            return is(UpReason.PROTOCOL, "what answers does not speak HTTP; check the address");
        }
        boolean ended = cause instanceof EOFException
                || cause instanceof ClosedChannelException
                || kind.equals("NoHttpResponseException")
                || kind.equals("ConnectionClosedException")
                || kind.equals("MalformedChunkCodingException");
        boolean broken = cause.getClass() == IOException.class && cause.getCause() == null;
        return ended || broken ? is(UpReason.LOST, "the connection broke: " + cause.getMessage()) : Optional.empty();
    }

    private Optional<Diagnosis> is(UpReason reason, String what) {
        return Optional.of(diagnosis(reason, what));
    }

    private Diagnosis diagnosis(UpReason reason, String what) {
        return new Diagnosis(reason, settings.server() + ": " + what);
    }
}
