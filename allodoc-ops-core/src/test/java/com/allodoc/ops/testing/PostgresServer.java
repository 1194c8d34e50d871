package com.allodoc.ops.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real PostgreSQL 17, one per test run. Register it as a static extension and ask for a {@link #newDatabase()} per test.
 * Where it can't start, the tests are skipped with the reason.
 */
public final class PostgresServer implements BeforeAllCallback {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private EmbeddedPostgres server;

    private record Running(EmbeddedPostgres server, String failure) implements AutoCloseable {
        static Running start() {
            try {
                return new Running(EmbeddedPostgres.builder().start(), "");
            } catch (IOException | RuntimeException e) {
                return new Running(null, "PostgreSQL does not start here: " + e);
            }
        }

        @Override
        public void close() throws IOException {
            if (server != null) {
                server.close();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(Namespace.create(PostgresServer.class))
                .computeIfAbsent("server", unused -> Running.start(), Running.class);
        Assumptions.assumeTrue(running.server() != null, running.failure());
        server = running.server();
    }

    /** An empty database of its own; connections are not pooled. */
    public UrlDataSource newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
        return new UrlDataSource(server.getJdbcUrl("postgres", name));
    }
}
