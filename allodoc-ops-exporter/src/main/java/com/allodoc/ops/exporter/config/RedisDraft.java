package com.allodoc.ops.exporter.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A Redis target in the making: an address and single settings go in, one {@link RedisTarget} or the problems come out.
 * Not thread-safe.
 */
final class RedisDraft {
    static final String HOST = "host";
    static final String PORT = "port";
    static final String TLS = "tls";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String TLS_CA = "tlsCa";
    static final String TLS_CERTIFICATE = "tlsCertificate";
    static final String TLS_KEY = "tlsKey";
    static final String TLS_VERIFY = "tlsVerify";
    static final String CLUSTER = "cluster";

    private static final String CREDENTIAL = "credential";

    private static final Map<String, Boolean> SCHEMES =
            Map.of("redis", false, "valkey", false, "rediss", true, "valkeys", true);

    private final Settings settings = new Settings();
    private RedisOptions options = RedisOptions.DEFAULT;

    void put(String key, String value, Origin origin) {
        settings.put(key, value, origin);
    }

    boolean has(String key) {
        return settings.has(key);
    }

    /**
     * Everything an address says: {@code redis://user:password@host:port/0}, {@code rediss://...} or {@code host:port}.
     * A number after the host is accepted for compatibility; what we read is the same in every database.
     */
    void putUrl(String url, Origin origin) {
        try {
            parse(url.strip(), origin);
        } catch (IllegalArgumentException e) {
            settings.fail(origin, String.valueOf(e.getMessage()));
        }
    }

    private void parse(String url, Origin origin) {
        int scheme = url.indexOf("://");
        if (scheme >= 0) {
            String name = url.substring(0, scheme);
            if (name.equals("unix")) {
                putSocket(url.substring(scheme + 3), origin);
                return;
            }
            Boolean tls = SCHEMES.get(name);
            if (tls == null) {
                throw new IllegalArgumentException(
                        "a Redis address starts with redis://, rediss:// for TLS, or unix://, or is host:port");
            }
            put(TLS, tls.toString(), origin);
        }
        String rest = scheme >= 0 ? url.substring(scheme + 3) : url;
        int at = rest.lastIndexOf('@');
        if (at >= 0) {
            putCredentials(rest.substring(0, at), origin);
        }
        String place = rest.substring(at + 1);
        if (place.indexOf('?') >= 0) {
            throw new IllegalArgumentException("settings after ? are not supported;"
                    + " use the keys of ops.yml or the variables for user, password and TLS");
        }
        int slash = place.indexOf('/');
        if (slash >= 0 && !place.substring(slash + 1).matches("\\d{0,6}")) {
            throw new IllegalArgumentException("after the host only /number may follow;"
                    + " if the password holds one of / : @ ? # %, write it percent-encoded");
        }
        HostPort parsed = HostPort.parse(slash < 0 ? place : place.substring(0, slash));
        if (!parsed.host().isEmpty()) {
            put(HOST, parsed.host(), origin);
        }
        if (parsed.port() == 0) {
            throw new IllegalArgumentException("the port must be a number from 1 to 65535");
        }
        if (parsed.port() > 0) {
            put(PORT, Integer.toString(parsed.port()), origin);
        }
    }

    private void putSocket(String path, Origin origin) {
        if (!path.startsWith("/") || path.indexOf('?') >= 0) {
            throw new IllegalArgumentException("after unix:// the absolute path of the socket is expected");
        }
        put(HOST, path, origin);
    }

    /** What is read from the server. */
    void options(RedisOptions newOptions) {
        options = newOptions;
    }

    private void putCredentials(String text, Origin origin) {
        int colon = text.indexOf(':');
        String user = Percent.decode(colon < 0 ? text : text.substring(0, colon));
        String password = colon < 0 ? "" : Percent.decode(text.substring(colon + 1));
        if (!user.isEmpty()) {
            put(password.isEmpty() ? CREDENTIAL : USER, user, origin);
        }
        if (!password.isEmpty()) {
            put(PASSWORD, password, origin);
        }
    }

    /** The target, or nothing after its problems were noted. */
    Optional<RedisTarget> build(Optional<String> name, Origin whole) {
        RedisTarget.Builder builder = RedisTarget.builder();
        settings.parse(HOST, RedisDraft::checkHost).ifPresent(builder::host);
        settings.parse(PORT, HostPort::parsePort).ifPresent(builder::port);
        settings.get(TLS).map(Boolean::valueOf).ifPresent(builder::tls);
        settings.get(USER).ifPresent(builder::user);
        settings.get(PASSWORD).map(Secret::of).ifPresent(builder::password);
        settings.get(CREDENTIAL).ifPresent(credential -> {
            // redis-cli and redis_exporter take a lone word before @ for the password, unless there is one already.
            if (!settings.has(PASSWORD)) {
                builder.password(Secret.of(credential));
            } else if (!settings.has(USER)) {
                builder.user(credential);
            }
        });
        settings.get(TLS_CA).map(Path::of).ifPresent(builder::tlsCa);
        settings.get(TLS_CERTIFICATE).map(Path::of).ifPresent(builder::tlsCertificate);
        settings.get(TLS_KEY).map(Path::of).ifPresent(builder::tlsKey);
        settings.get(TLS_VERIFY).map(Boolean::valueOf).ifPresent(builder::tlsVerify);
        settings.get(CLUSTER).map(Boolean::valueOf).ifPresent(builder::cluster);
        builder.options(options);
        name.ifPresent(builder::name);
        if (settings.isFailed()) {
            return Optional.empty();
        }
        try {
            return Optional.of(builder.build());
        } catch (IllegalArgumentException e) {
            whole.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static String checkHost(String host) {
        if (host.startsWith("/")) {
            return host;
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!HostPort.isAddressV6(bare)) {
            HostPort.checkHost(bare);
        }
        return bare;
    }
}
