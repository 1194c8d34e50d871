package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One Redis or Valkey server. Immutable; its text form holds no secret.
 *
 * @param name unique among the Redis targets; {@code host:port} by default
 * @param host name or address, without brackets; or the absolute path of a unix socket
 * @param port 1 to 65535; not used with a socket
 * @param tls whether the connection is encrypted
 * @param user the ACL user; none means Redis's {@code default}
 * @param password if one is needed
 * @param tlsCa certificates to trust, PEM; the JDK's own when absent
 * @param tlsCertificate the client's certificate, PEM; given together with its key
 * @param tlsKey the client's key, PEM
 * @param tlsVerify whether certificate and host name of the server are checked
 * @param cluster whether it is a node of a cluster all of which is watched
 * @param options what is read beyond what every server gives
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
        boolean tlsVerify,
        boolean cluster,
        RedisOptions options) {

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
        require(!host.startsWith("/") || !(tls || cluster), "a unix socket has neither TLS nor a cluster");
        requireNonNull(options, "options");
    }

    /** {@code host:port} or {@code unix:/path}, the label {@code server}. */
    public String server() {
        return server(host, port);
    }

    private static String server(String host, int port) {
        return host.startsWith("/") ? "unix:" + host : HostPort.format(host, port);
    }

    /** The unix socket, when it is one. */
    public Optional<Path> socket() {
        return host.startsWith("/") ? Optional.of(Path.of(host)) : Optional.empty();
    }

    /** The same login to another server. */
    public RedisTarget at(String otherName, String otherHost, int otherPort) {
        return new RedisTarget(
                otherName,
                otherHost,
                otherPort,
                tls,
                user,
                password,
                tlsCa,
                tlsCertificate,
                tlsKey,
                tlsVerify,
                cluster,
                options);
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
        private boolean cluster;
        private RedisOptions options = RedisOptions.DEFAULT;

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

        public Builder cluster(boolean value) {
            cluster = value;
            return this;
        }

        public Builder options(RedisOptions value) {
            options = value;
            return this;
        }

        public RedisTarget build() {
            return new RedisTarget(
                    name.orElseGet(() -> server(host, port)),
                    host,
                    port,
                    tls,
                    user,
                    password,
                    tlsCa,
                    tlsCertificate,
                    tlsKey,
                    tlsVerify,
                    cluster,
                    options);
        }
    }
}
