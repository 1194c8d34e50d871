package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server's TLS. Immutable.
 *
 * @param certificate PEM file with the server's certificate and what stands between it and its root
 * @param key PEM file of its key
 * @param clientAuth what is demanded of clients
 * @param clientCa PEM file of those who vouch for clients
 * @param allowedSans subject alternative names of which a client must have one; empty for any client
 * @param minVersion the lowest that is spoken
 * @param maxVersion the highest that is spoken
 * @param cipherSuites for TLS 1.2 and below, in order of preference; empty for the JDK's
 * @param curves names as Go has them; empty for the JDK's
 * @param preferServerCiphers whose order of ciphers counts
 */
public record WebTls(
        Path certificate,
        Path key,
        ClientAuth clientAuth,
        Optional<Path> clientCa,
        List<String> allowedSans,
        Version minVersion,
        Version maxVersion,
        List<String> cipherSuites,
        List<Curve> curves,
        boolean preferServerCiphers) {

    public WebTls {
        requireNonNull(certificate, "certificate");
        requireNonNull(key, "key");
        allowedSans = List.copyOf(allowedSans);
        cipherSuites = List.copyOf(cipherSuites);
        curves = List.copyOf(curves);
        if (minVersion.compareTo(maxVersion) > 0) {
            throw new IllegalArgumentException("min_version is above max_version");
        }
        if (clientAuth.isVerified() != clientCa.isPresent()) {
            throw new IllegalArgumentException(
                    clientCa.isPresent()
                            ? "client_ca_file is there, but client_auth_type does not use it; set it to"
                                    + " RequireAndVerifyClientCert"
                            : "client_ca_file is missing; client_auth_type needs it");
        }
        if (!allowedSans.isEmpty() && !clientAuth.isRequired()) {
            throw new IllegalArgumentException("client_allowed_sans needs client_auth_type RequireAndVerifyClientCert");
        }
    }

    /** What is demanded of clients, by Go's names. */
    public enum ClientAuth {
        NO_CLIENT_CERT("NoClientCert", false, false),
        REQUEST_CLIENT_CERT("RequestClientCert", false, false),
        REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert", true, false),
        VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven", false, true),
        REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert", true, true);

        private final String text;
        private final boolean required;
        private final boolean verified;

        ClientAuth(String text, boolean required, boolean verified) {
            this.text = text;
            this.required = required;
            this.verified = verified;
        }

        public boolean isRequired() {
            return required;
        }

        public boolean isVerified() {
            return verified;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Versions, oldest first. */
    public enum Version {
        TLS10("TLSv1"),
        TLS11("TLSv1.1"),
        TLS12("TLSv1.2"),
        TLS13("TLSv1.3");

        private final String jdkName;

        Version(String jdkName) {
            this.jdkName = jdkName;
        }

        public String jdkName() {
            return jdkName;
        }
    }

    /** Curves, by Go's names. */
    public enum Curve {
        CURVE_P256("CurveP256", "secp256r1"),
        CURVE_P384("CurveP384", "secp384r1"),
        CURVE_P521("CurveP521", "secp521r1"),
        X25519("X25519", "x25519");

        private final String text;
        private final String jdkName;

        Curve(String text, String jdkName) {
            this.text = text;
            this.jdkName = jdkName;
        }

        public String jdkName() {
            return jdkName;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
