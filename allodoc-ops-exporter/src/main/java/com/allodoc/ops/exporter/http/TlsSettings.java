package com.allodoc.ops.exporter.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a listener speaks TLS. Immutable.
 *
 * @param certificate PEM file with the server's certificate and what stands between it and its root
 * @param key PEM file of its key, not encrypted
 * @param clients what is demanded of clients
 * @param clientCa PEM file of those who vouch for clients; empty when any certificate will do
 * @param allowedSans subject alternative names of which a client must have one; empty for any client
 * @param protocols the JDK's names of the versions that are spoken
 * @param cipherSuites for TLS 1.2 and below, in order of preference; empty for the JDK's
 * @param curves the JDK's names of the curves that may be agreed on; empty for all it knows
 * @param preferServerCiphers whose order of ciphers counts
 */
public record TlsSettings(
        Path certificate,
        Path key,
        Clients clients,
        Optional<Path> clientCa,
        List<String> allowedSans,
        List<String> protocols,
        List<String> cipherSuites,
        List<String> curves,
        boolean preferServerCiphers) {

    /** What is demanded of clients. */
    public enum Clients {
        /** No certificate. */
        ANYBODY,
        /** A certificate is asked for; whoever has none may come in too. */
        WITH_CERTIFICATE_IF_ANY,
        /** No certificate, no connection. */
        WITH_CERTIFICATE
    }

    public TlsSettings {
        allowedSans = List.copyOf(allowedSans);
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        curves = List.copyOf(curves);
    }
}
