package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where one Redis server is and how to log in to it. Immutable; files and the password are read again at every connect,
 * so that a rotated secret needs no restart.
 *
 * @param name its name in the configuration
 * @param host name or address; also the name a certificate must carry
 * @param port TCP port; not used when there is a {@code socket}
 * @param tls whether to speak TLS
 * @param user ACL user; empty means {@code default}
 * @param password asked at every connect; empty means that none is sent
 * @param ca PEM file of the authorities to trust; empty means the JDK's own
 * @param certificate PEM file of the client certificate and its chain
 * @param key PEM file of the client certificate's private key, not encrypted
 * @param verify whether the server's certificate and name are checked
 * @param socket a unix socket to use instead of host and port
 * @param watch what is read from it beyond what every server gives
 * @param address where to connect, whatever the host's name leads to by now; empty asks the name service
 * @see Builder
 */
public record RedisSettings(
        String name,
        String host,
        int port,
        boolean tls,
        Optional<String> user,
        Supplier<Optional<String>> password,
        Optional<Path> ca,
        Optional<Path> certificate,
        Optional<Path> key,
        boolean verify,
        Optional<Path> socket,
        RedisWatch watch,
        Optional<InetAddress> address) {

    /** Redis's own port. */
    public static final int DEFAULT_PORT = 6379;

    public RedisSettings {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(socket, "socket");
        requireNonNull(watch, "watch");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be from 1 to 65535: " + port);
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("certificate and key belong together; give both or none");
        }
        if (!tls && (ca.isPresent() || certificate.isPresent())) {
            throw new IllegalArgumentException("tls is off, yet there is a ca or a certificate; switch tls on");
        }
    }

    /** A server on plain TCP that asks for no password. */
    public static RedisSettings of(String name, String host, int port) {
        return builder(name).host(host).port(port).build();
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Where it is, without credentials: {@code db1:6379}, {@code [::1]:6379} or {@code unix:/run/redis.sock}. */
    public String server() {
        if (socket.isPresent()) {
            return "unix:" + socket.get();
        }
        return host.indexOf(':') < 0 ? host + ':' + port : '[' + host + "]:" + port;
    }

    /** The same server at this address; certificates still carry the name. */
    RedisSettings at(InetAddress pinned) {
        Builder same = new Builder(this);
        same.address = Optional.of(pinned);
        return same.build();
    }

    /** Another server that takes the same credentials: a replica of this one, or a node of the same cluster. */
    RedisSettings at(String otherHost, int otherPort) {
        Builder other = new Builder(this).host(otherHost).port(otherPort);
        other.socket = Optional.empty();
        other.address = Optional.empty();
        return other.build();
    }

    /** Name and place; never the password. */
    @Override
    public String toString() {
        return "RedisSettings[name=" + name + ", server=" + server() + ", tls=" + tls + ", user=" + user.orElse("")
                + ", password=***]";
    }

    /** Puts settings together; what is not set is a local server on plain TCP without a password. */
    public static final class Builder {
        private final String name;
        private String host = "localhost";
        private int port = DEFAULT_PORT;
        private boolean tls;
        private boolean verify = true;
        private Optional<String> user = Optional.empty();
        private Supplier<Optional<String>> password = Optional::empty;
        private Optional<Path> ca = Optional.empty();
        private Optional<Path> certificate = Optional.empty();
        private Optional<Path> key = Optional.empty();
        private Optional<Path> socket = Optional.empty();
        private RedisWatch watch = RedisWatch.DEFAULT;
        private Optional<InetAddress> address = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        private Builder(RedisSettings from) {
            name = from.name;
            host = from.host;
            port = from.port;
            tls = from.tls;
            verify = from.verify;
            user = from.user;
            password = from.password;
            ca = from.ca;
            certificate = from.certificate;
            key = from.key;
            socket = from.socket;
            watch = from.watch;
            address = from.address;
        }

        public Builder host(String newHost) {
            host = newHost;
            return this;
        }

        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        public Builder tls(boolean on) {
            tls = on;
            return this;
        }

        /** Whether the server's certificate and host name are checked; on unless said otherwise. */
        public Builder verify(boolean on) {
            verify = on;
            return this;
        }

        public Builder user(String newUser) {
            user = Optional.of(newUser);
            return this;
        }

        /** A source that is asked at every connect; for a password that may change. */
        public Builder password(Supplier<Optional<String>> source) {
            password = source;
            return this;
        }

        public Builder password(String fixed) {
            return password(() -> Optional.of(fixed));
        }

        public Builder ca(Path pem) {
            ca = Optional.of(pem);
            return this;
        }

        /** The client certificate with its chain, and its key, both PEM. */
        public Builder certificate(Path pem, Path keyPem) {
            certificate = Optional.of(pem);
            key = Optional.of(keyPem);
            return this;
        }

        public Builder socket(Path path) {
            socket = Optional.of(path);
            return this;
        }

        /** What is read from it; redis_exporter's defaults unless said otherwise. */
        public Builder watch(RedisWatch what) {
            watch = what;
            return this;
        }

        public RedisSettings build() {
            return new RedisSettings(
                    name, host, port, tls, user, password, ca, certificate, key, verify, socket, watch, address);
        }
    }
}
