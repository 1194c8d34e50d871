package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL target in the making: connection strings and single settings go in, one {@link PostgresTarget} or the
 * problems come out. Not thread-safe.
 */
final class PostgresDraft {
    static final String HOST = "host";
    static final String PORT = "port";
    static final String DATABASE = "database";
    static final String USER = "user";
    static final String PASSWORD = "password";

    private static final String SEVERAL_HOSTS = "names several hosts, but one target is one server, so that its"
            + " series never jump between them; write one target for each host";

    private final Settings settings = new Settings();
    private boolean hasDsn;
    private final PostgresTarget.Builder builder = PostgresTarget.builder();

    /** One setting under its name in {@code ops.yml}, with pgjdbc's value. */
    void put(String key, String value, Origin origin) {
        settings.put(key, value, origin);
    }

    void putIfAbsent(String key, String value, Origin origin) {
        settings.putIfAbsent(key, value, origin);
    }

    /** For what is no setting of the connection. */
    PostgresTarget.Builder builder() {
        return builder;
    }

    /** Everything a connection string says. */
    void putDsn(String dsn, Origin origin) {
        hasDsn = true;
        try {
            Map<String, String> values = PostgresDsn.parse(dsn);
            if (values.containsKey("hostaddr") && values.containsKey("host")) {
                throw new IllegalArgumentException("host and hostaddr together are not supported; keep host");
            }
            if (values.getOrDefault("host", "").indexOf(',') >= 0) {
                throw new IllegalArgumentException(SEVERAL_HOSTS);
            }
            values.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    putLibpq(name, value, values, origin);
                }
            });
        } catch (IllegalArgumentException e) {
            settings.fail(origin, String.valueOf(e.getMessage()));
        }
    }

    private void putLibpq(String name, String value, Map<String, String> all, Origin origin) {
        Optional<PostgresParameter> parameter = PostgresParameter.ofLibpq(name);
        if (parameter.isPresent()) {
            boolean hasSession = name.equals("options") && all.keySet().stream().anyMatch(LibpqNames.SESSION::contains);
            if (!hasSession) {
                put(parameter.get().key(), parameter.get().translate(value), origin);
            }
        } else if (PostgresParameter.ofProperty(name).isPresent()) {
            // In a JDBC URL the names are the driver's.
            put(PostgresParameter.ofProperty(name).orElseThrow().key(), value, origin);
        } else if (LibpqNames.SESSION.contains(name)) {
            put(PostgresParameter.OPTIONS.key(), sessionOptions(all), origin);
        } else if (LibpqNames.REFUSED.containsKey(name)) {
            settings.fail(origin, name + " is not supported: " + LibpqNames.REFUSED.get(name));
        } else if (!LibpqNames.IGNORED.contains(name)) {
            switch (name) {
                case "host", "hostaddr" -> put(HOST, value, origin);
                case "port" -> put(PORT, value, origin);
                case "dbname" -> put(DATABASE, value, origin);
                case "user" -> put(USER, value, origin);
                case "password" -> put(PASSWORD, value, origin);
                case "fallback_application_name" -> {
                    if (all.getOrDefault("application_name", "").isEmpty()) {
                        put(PostgresParameter.APPLICATION_NAME.key(), value, origin);
                    }
                }
                case "client_encoding" -> {
                    if (!value.toLowerCase(Locale.ROOT).matches("auto|utf-?8|unicode")) {
                        settings.fail(origin, "client_encoding must be UTF8, the only one the Java driver speaks");
                    }
                }
                default ->
                    settings.fail(
                            origin,
                            LibpqNames.unknown(name, List.copyOf(all.keySet()).indexOf(name) + 1));
            }
        }
    }

    private static String sessionOptions(Map<String, String> all) {
        StringBuilder options = new StringBuilder(all.getOrDefault("options", ""));
        all.forEach((name, value) -> {
            if (LibpqNames.SESSION.contains(name)) {
                options.append(options.isEmpty() ? "" : " ")
                        .append("-c ")
                        .append(name)
                        .append('=')
                        .append(value.replace("\\", "\\\\").replace(" ", "\\ "));
            }
        });
        return options.toString();
    }

    /** The target, or nothing after its problems were noted. */
    Optional<PostgresTarget> build(Optional<String> name, Origin whole) {
        settings.parse(HOST, PostgresDraft::checkHost).ifPresent(builder::host);
        settings.parse(PORT, PostgresDraft::parsePort).ifPresent(builder::port);
        settings.get(USER).ifPresent(builder::user);
        settings.get(DATABASE)
                .or(() -> hasDsn ? settings.get(USER) : Optional.empty())
                .ifPresent(builder::database);
        settings.get(PASSWORD).map(Secret::of).ifPresent(builder::password);
        for (PostgresParameter parameter : PostgresParameter.values()) {
            settings.parse(parameter.key(), parameter::check)
                    .ifPresent(value -> builder.parameter(parameter.property(), value));
        }
        boolean hasRoot = settings.has(PostgresParameter.SSL_ROOT_CERT.key());
        if (hasRoot && settings.get(PostgresParameter.SSL_MODE.key()).orElse("").equals("require")) {
            // libpq checks the server's certificate then; pgjdbc does so only when told by name.
            builder.parameter(PostgresParameter.SSL_MODE.property(), "verify-ca");
        }
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
        if (host.startsWith("/") || host.startsWith("@")) {
            throw new IllegalArgumentException(
                    "Unix sockets of PostgreSQL are not supported yet; use host=127.0.0.1 and allow it in pg_hba.conf");
        }
        if (host.indexOf(',') >= 0) {
            throw new IllegalArgumentException(SEVERAL_HOSTS);
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!HostPort.isAddressV6(bare)) {
            HostPort.checkHost(bare);
        }
        return bare;
    }

    private static int parsePort(String port) {
        if (port.indexOf(',') >= 0) {
            throw new IllegalArgumentException("names several ports, but one target is one server; write one for each");
        }
        int number = HostPort.parsePort(port);
        if (number == 0) {
            throw new IllegalArgumentException("the port must be a number from 1 to 65535");
        }
        return number;
    }
}
