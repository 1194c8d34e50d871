package com.allodoc.ops.exporter.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One Redis or Valkey server. Immutable; its text form holds no secret.
 *
 * @param name unique among the Redis targets; {@code host:port} by default
 * @param host name or address, without brackets
 * @param port 1 to 65535
 * @param tls whether the connection is encrypted
 * @param user the ACL user; none means Redis's {@code default}
 * @param password if one is needed
 * @param tlsCa certificates to trust, PEM; the JDK's own when absent
 * @param tlsCertificate the client's certificate, PEM; given together with its key
 * @param tlsKey the client's key, PEM
 * @param tlsVerify whether certificate and host name of the server are checked
 * @see #builder()
 */
public record RedisTarget(
        String name,
        String host,
        int port,
        boolean tls,
        Optional<String> user,
        Optional<Secret> password,
        Optional<Path> tlsCa,
        Optional<Path> tlsCertificate,
        Optional<Path> tlsKey,
        boolean tlsVerify) {

    public RedisTarget {
        TargetName.check(name);
        require(!host.isBlank(), "host must not be empty");
        require(port >= 1 && port <= 65535, "port must be from 1 to 65535");
        require(user.isEmpty() || !user.get().isEmpty(), "user must not be empty; leave it out instead");
        require(
                tlsCertificate.isPresent() == tlsKey.isPresent(),
                "tlsCertificate and tlsKey belong together; give both or neither");
        require(
                tls || (tlsCa.isEmpty() && tlsCertificate.isEmpty() && tlsVerify),
                "tlsCa, tlsCertificate, tlsKey and tlsVerify need tls: true or a rediss:// address");
    }

    /** {@code host:port}, the label {@code server}. */
    public String server() {
        return HostPort.format(host, port);
    }

    /** The same login to another server. */
    public RedisTarget at(String otherName, String otherHost, int otherPort) {
        return new RedisTarget(
                otherName, otherHost, otherPort, tls, user, password, tlsCa, tlsCertificate, tlsKey, tlsVerify);
    }

    /** Redis on this machine: localhost:6379, no TLS, no user, no password. */
    public static Builder builder() {
        return new Builder();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Builds a {@link RedisTarget}. Not thread-safe. */
    public static final class Builder {
        private Optional<String> name = Optional.empty();
        private String host = "localhost";
        private int port = 6379;
        private boolean tls;
        private Optional<String> user = Optional.empty();
        private Optional<Secret> password = Optional.empty();
        private Optional<Path> tlsCa = Optional.empty();
        private Optional<Path> tlsCertificate = Optional.empty();
        private Optional<Path> tlsKey = Optional.empty();
        private boolean tlsVerify = true;

        private Builder() {}

        public Builder name(String value) {
            name = Optional.of(value);
            return this;
        }

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder tls(boolean value) {
            tls = value;
            return this;
        }

        public Builder user(String value) {
            user = Optional.of(value);
            return this;
        }

        public Builder password(Secret value) {
            password = Optional.of(value);
            return this;
        }

        public Builder tlsCa(Path value) {
            tlsCa = Optional.of(value);
            return this;
        }

        public Builder tlsCertificate(Path value) {
            tlsCertificate = Optional.of(value);
            return this;
        }

        public Builder tlsKey(Path value) {
            tlsKey = Optional.of(value);
            return this;
        }

        public Builder tlsVerify(boolean value) {
            tlsVerify = value;
            return this;
        }

        public RedisTarget build() {
            return new RedisTarget(
                    name.orElseGet(() -> HostPort.format(host, port)),
                    host,
                    port,
                    tls,
                    user,
                    password,
                    tlsCa,
                    tlsCertificate,
                    tlsKey,
                    tlsVerify);
        }
    }
}
