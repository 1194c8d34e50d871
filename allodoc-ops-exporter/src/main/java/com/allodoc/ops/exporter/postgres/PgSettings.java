package com.allodoc.ops.exporter.postgres;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Where one PostgreSQL server is and how to log in. Immutable; prints no secret.
 *
 * @param name of the target in the configuration
 * @param host name or address, without brackets
 * @param port from 1 to 65535
 * @param database to connect to
 * @param user to log in as
 * @param password asked for at every connect, so that a rotated secret needs no restart; empty leaves it to the
 *     driver's {@code .pgpass}
 * @param parameters of the driver, such as {@code sslmode}. The time limits of connecting and reading follow from the
 *     scrape's deadline, whatever is said here
 * @param discovery which databases of the server are asked
 * @param relations which tables and indexes are on the page
 * @param connectionMaxAge how old a connection may get before another takes its place
 * @param maxSeries how many series the target may give at a time
 * @see #named(String)
 */
public record PgSettings(
        String name,
        String host,
        int port,
        String database,
        String user,
        Supplier<Optional<String>> password,
        Map<String, String> parameters,
        PgDiscovery discovery,
        PgRelations relations,
        Duration connectionMaxAge,
        int maxSeries) {

    /** Long enough to cost nothing, short enough that a backend's caches don't grow for ever. */
    private static final Duration CONNECTION_MAX_AGE = Duration.ofHours(1);

    private static final int MAX_SERIES = 1_000_000;

    private static final Set<String> HAVE_A_FIELD = Set.of("user", "password", "pghost", "pgport", "pgdbname");

    public PgSettings {
        requireText(name, "name");
        requireText(host, "host");
        requireText(database, "database");
        requireText(user, "user");
        requireNonNull(password, "password");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 1 to 65535: " + port);
        }
        requireNonNull(discovery, "discovery");
        requireNonNull(relations, "relations");
        if (connectionMaxAge.isNegative()) {
            throw new IllegalArgumentException("connectionMaxAge must not be negative: " + connectionMaxAge);
        }
        if (maxSeries < 1) {
            throw new IllegalArgumentException("maxSeries must be at least 1: " + maxSeries);
        }
        parameters = Map.copyOf(parameters);
        for (String parameter : parameters.keySet()) {
            if (HAVE_A_FIELD.contains(parameter.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "parameters: \"" + parameter + "\" has a field of its own; set it there");
            }
        }
    }

    private static void requireText(String value, String field) {
        requireNonNull(value, field);
        if (value.isBlank() || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
    }

    /** Starts with the defaults of every client: user and database {@code postgres} on {@code localhost:5432}. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Host and port, as the label {@code server} has it. */
    public String server() {
        return host + ':' + port;
    }

    /** The same server and login, another database. */
    PgSettings in(String otherDatabase) {
        return toBuilder().database(otherDatabase).build();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder builder = new Builder(name)
                .host(host)
                .port(port)
                .database(database)
                .user(user)
                .password(password)
                .discovery(discovery)
                .relations(relations)
                .connectionMaxAge(connectionMaxAge)
                .maxSeries(maxSeries);
        parameters.forEach(builder::parameter);
        return builder;
    }

    /** The same server at this address, whatever its name leads to by now; certificates still carry the name. */
    PgSettings at(InetAddress address) {
        return toBuilder()
                .parameter("socketFactory", PinnedSocketFactory.class.getName())
                .parameter("socketFactoryArg", address.getHostAddress())
                .build();
    }

    /** Where a message happened: {@code db1:5432/app}. */
    String where() {
        return server() + '/' + database;
    }

    /** Everything but the password and the values of the parameters, which may be secrets too. */
    @Override
    public String toString() {
        return "PgSettings[" + name + ' ' + where() + " user=" + user + " parameters="
                + new TreeMap<>(parameters).keySet() + ']';
    }

    /** Builds {@link PgSettings}. Not safe for use by several threads. */
    public static final class Builder {
        private final String name;
        private String host = "localhost";
        private int port = 5432;
        private String database = "postgres";
        private String user = "postgres";
        private Supplier<Optional<String>> password = Optional::empty;
        private final Map<String, String> parameters = new TreeMap<>();
        private PgDiscovery discovery = PgDiscovery.OFF;
        private PgRelations relations = PgRelations.ALL;
        private Duration connectionMaxAge = CONNECTION_MAX_AGE;
        private int maxSeries = MAX_SERIES;

        private Builder(String name) {
            this.name = name;
        }

        public Builder host(String host) {
            this.host = host;
            return this;
        }

        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder database(String database) {
            this.database = database;
            return this;
        }

        public Builder user(String user) {
            this.user = user;
            return this;
        }

        public Builder password(Supplier<Optional<String>> password) {
            this.password = password;
            return this;
        }

        /** A parameter of the driver under the driver's name: {@code sslmode}, {@code prepareThreshold}. */
        public Builder parameter(String parameter, String value) {
            parameters.put(parameter, value);
            return this;
        }

        public Builder discovery(PgDiscovery discovery) {
            this.discovery = discovery;
            return this;
        }

        public Builder relations(PgRelations relations) {
            this.relations = relations;
            return this;
        }

        public Builder connectionMaxAge(Duration age) {
            this.connectionMaxAge = age;
            return this;
        }

        public Builder maxSeries(int series) {
            this.maxSeries = series;
            return this;
        }

        public PgSettings build() {
            return new PgSettings(
                    name,
                    host,
                    port,
                    database,
                    user,
                    password,
                    parameters,
                    discovery,
                    relations,
                    connectionMaxAge,
                    maxSeries);
        }
    }
}
