package com.allodoc.ops.exporter.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The connection settings beyond host, database and credentials, under their three names: libpq's, ours and pgjdbc's. For
 * the password file pgjdbc has none; the room that connects reads it.
 */
enum PostgresParameter {
    SSL_MODE("sslmode", "sslMode", "sslmode", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
    SSL_ROOT_CERT("sslrootcert", "sslRootCert", "sslrootcert"),
    SSL_CERT("sslcert", "sslCert", "sslcert"),
    SSL_KEY("sslkey", "sslKey", "sslkey"),
    SSL_PASSWORD("sslpassword", "sslPassword", "sslpassword"),
    PASS_FILE("passfile", "passFile", "passfile"),
    SSL_NEGOTIATION("sslnegotiation", "sslNegotiation", "sslNegotiation", "postgres", "direct"),
    CHANNEL_BINDING("channel_binding", "channelBinding", "channelBinding", "disable", "prefer", "require"),
    REQUIRE_AUTH("require_auth", "requireAuth", "requireAuth"),
    GSS_ENC_MODE("gssencmode", "gssEncMode", "gssEncMode", "disable", "prefer", "require"),
    KERBEROS_SERVICE("krbsrvname", "kerberosServerName", "kerberosServerName"),
    CONNECT_TIMEOUT("connect_timeout", "connectTimeout", "connectTimeout"),
    KEEPALIVES("keepalives", "tcpKeepAlive", "tcpKeepAlive"),
    APPLICATION_NAME("application_name", "applicationName", "ApplicationName"),
    OPTIONS("options", "options", "options");

    private final String libpq;
    private final String key;
    private final String property;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> choices;

    PostgresParameter(String libpq, String key, String property, String... choices) {
        this.libpq = libpq;
        this.key = key;
        this.property = property;
        this.choices = List.of(choices);
    }

    /** The name in a connection string. */
    String libpq() {
        return libpq;
    }

    /** The name in {@code ops.yml}. */
    String key() {
        return key;
    }

    /** The name for pgjdbc. */
    String property() {
        return property;
    }

    boolean isFile() {
        return this == SSL_ROOT_CERT || this == SSL_CERT || this == SSL_KEY || this == PASS_FILE;
    }

    static Optional<PostgresParameter> ofLibpq(String name) {
        return Arrays.stream(values()).filter(p -> p.libpq.equals(name)).findFirst();
    }

    static Optional<PostgresParameter> ofProperty(String name) {
        return Arrays.stream(values()).filter(p -> p.property.equals(name)).findFirst();
    }

    /** libpq's value as pgjdbc takes it; {@link #check(String)} still has to follow. */
    String translate(String libpqValue) {
        if (this == KEEPALIVES) {
            return libpqValue.equals("0") ? "false" : "true";
        }
        return libpqValue;
    }

    /**
     * The value, if pgjdbc can take it.
     *
     * @throws IllegalArgumentException which doesn't repeat the value
     */
    String check(String value) {
        if (!choices.isEmpty() && !choices.contains(value)) {
            throw new IllegalArgumentException(key + " must be one of " + String.join(", ", choices)
                    + Nearest.of(value, choices)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse(""));
        }
        if (this == CONNECT_TIMEOUT && !value.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(key + " must be a whole number of seconds");
        }
        if (this == SSL_ROOT_CERT && value.equals("system")) {
            throw new IllegalArgumentException(key + " must name a file here; the system's certificates are often in"
                    + " /etc/ssl/certs/ca-certificates.crt");
        }
        return value;
    }
}
