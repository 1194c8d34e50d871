package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One PostgreSQL server. Immutable; its text form holds no secret.
 *
 * @param name unique among the PostgreSQL targets; {@code host:port} by default
 * @param host name or address, without brackets
 * @param port 1 to 65535
 * @param database to log in to
 * @param user to log in as
 * @param password if one is needed
 * @param parameters further connection properties under pgjdbc's names, such as {@code sslmode}; may hold the secret
 *     {@code sslpassword}, so never print it
 * @param databases which databases of the server are asked
 * @param tables which tables and indexes are on the page
 * @param connectionMaxAge how old a connection may get before another takes its place
 * @param maxSeries how many series the target may give at a time; what is above is dropped and counted
 * @param collectors which views are read, and how often
 * @param queries of the user's own
 * @see #builder()
 */
public record PostgresTarget(
        String name,
        String host,
        int port,
        String database,
        String user,
        Optional<Secret> password,
        Map<String, String> parameters,
        PostgresDatabases databases,
        PostgresTables tables,
        Duration connectionMaxAge,
        int maxSeries,
        CollectorSelection collectors,
        List<PostgresQuery> queries) {

    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final int MAX_SERIES = 1_000_000;

    public PostgresTarget {
        TargetName.check(name);
        require(!host.isBlank(), "host must not be empty");
        require(port >= 1 && port <= 65535, "port must be from 1 to 65535");
        require(!database.isEmpty(), "database must not be empty");
        require(!user.isEmpty(), "user must not be empty");
        require(!connectionMaxAge.isNegative(), "connectionMaxAge must not be negative");
        require(maxSeries >= 1, "maxSeries must be at least 1");
        queries = List.copyOf(queries);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** {@code host:port}, the label {@code server}. */
    public String server() {
        return HostPort.format(host, port);
    }

    /** The same login to another server, and to another database unless that is empty. */
    public PostgresTarget at(String otherName, String otherHost, int otherPort, String otherDatabase) {
        String to = otherDatabase.isEmpty() ? database : otherDatabase;
        return new PostgresTarget(
                otherName,
                otherHost,
                otherPort,
                to,
                user,
                password,
                parameters,
                databases,
                tables,
                connectionMaxAge,
                maxSeries,
                collectors,
                queries);
    }

    /** PostgreSQL on this machine: localhost:5432, user and database {@code postgres}, no password. */
    public static Builder builder() {
        return new Builder();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(parameters);
        shown.computeIfPresent(PostgresParameter.SSL_PASSWORD.property(), (key, value) -> Secret.MASK);
        return "PostgresTarget[name=" + name + ", server=" + server() + ", database=" + database + ", user=" + user
                + ", password=" + password + ", parameters=" + shown + ", databases=" + databases
                + ", connectionMaxAge=" + connectionMaxAge
                + ", maxSeries=" + maxSeries + ", collectors=" + collectors
                + ", queries=" + queries.stream().map(PostgresQuery::name).toList() + "]";
    }

    /** Builds a {@link PostgresTarget}. Not thread-safe. */
    public static final class Builder {
        private Optional<String> name = Optional.empty();
        private String host = "localhost";
        private int port = 5432;
        private String database = "postgres";
        private String user = "postgres";
        private Optional<Secret> password = Optional.empty();
        private final Map<String, String> parameters = new TreeMap<>();
        private PostgresDatabases databases = PostgresDatabases.DEFAULT;
        private PostgresTables tables = PostgresTables.DEFAULT;
        private Duration connectionMaxAge = MAX_AGE;
        private int maxSeries = MAX_SERIES;
        private List<PostgresQuery> queries = List.of();
        private CollectorSelection collectors = CollectorSelection.STANDARD;

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

        public Builder database(String value) {
            database = value;
            return this;
        }

        public Builder user(String value) {
            user = value;
            return this;
        }

        public Builder password(Secret value) {
            password = Optional.of(value);
            return this;
        }

        /** One connection property under pgjdbc's name. */
        public Builder parameter(String property, String value) {
            parameters.put(property, value);
            return this;
        }

        public Builder databases(PostgresDatabases value) {
            databases = value;
            return this;
        }

        public Builder tables(PostgresTables value) {
            tables = value;
            return this;
        }

        public Builder connectionMaxAge(Duration value) {
            connectionMaxAge = value;
            return this;
        }

        public Builder maxSeries(int value) {
            maxSeries = value;
            return this;
        }

        public Builder queries(List<PostgresQuery> value) {
            queries = List.copyOf(value);
            return this;
        }

        public Builder collectors(CollectorSelection value) {
            collectors = value;
            return this;
        }

        public PostgresTarget build() {
            return new PostgresTarget(
                    name.orElseGet(() -> HostPort.format(host, port)),
                    host,
                    port,
                    database,
                    user,
                    password,
                    parameters,
                    databases,
                    tables,
                    connectionMaxAge,
                    maxSeries,
                    collectors,
                    queries);
        }
    }
}
