package com.allodoc.ops.exporter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real PostgreSQL server of a given version, from the binaries that Maven has copied to {@code target/postgres}. Ends
 * with the JVM. Its superuser is {@code postgres}, who needs no password from this machine; roles made with
 * {@link #createRole} do.
 */
public final class PostgresServer implements AutoCloseable {

    /** The versions that every view is tried on. */
    public static final List<Integer> VERSIONS = List.of(15, 16, 17, 18);

    /** Every version that is supported, which the contract as a whole is tried on. */
    public static final List<Integer> SUPPORTED = List.of(13, 14, 15, 16, 17, 18);

    private static final Map<Integer, PostgresServer> SHARED = new ConcurrentHashMap<>();
    private static final String GROUP = "password_required";

    private final EmbeddedPostgres embedded;
    private final PostgresProcesses processes;

    private PostgresServer(EmbeddedPostgres embedded, Path data) {
        this.embedded = embedded;
        this.processes = new PostgresProcesses(
                data,
                () -> query("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
                        .get(0));
        execute("CREATE ROLE " + GROUP);
        processes.remember();
    }

    /** The one server of this version that all tests of this JVM share: leave it as you found it. */
    public static PostgresServer start(int version) {
        return SHARED.computeIfAbsent(version, v -> startAlone(v, Map.of()));
    }

    /** A server of the test's own, for kills, restarts and settings such as {@code max_connections}; close it. */
    public static PostgresServer startAlone(int version, Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("allodoc-pg" + version + '-');
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setPgBinaryResolver(PostgresBinaries.of(version))
                    .setDataDirectory(data)
                    .setDataDirectoryCustomizer(directory -> writeRules(directory.toPath()))
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .setServerConfig("max_connections", "40")
                    .setServerConfig("shared_buffers", "16MB")
                    .setPGStartupWait(Duration.ofSeconds(60));
            new LinkedHashMap<>(settings).forEach(builder::setServerConfig);
            return new PostgresServer(builder.start(), data);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + version + " did not start", e);
        }
    }

    /** Members of the group need a password; from 127.0.0.2 nobody gets in, because no rule says so. */
    private static void writeRules(Path data) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), """
                    host all +%1$s 127.0.0.1/32 scram-sha-256
                    host all +%1$s ::1/128      scram-sha-256
                    host all all   127.0.0.1/32 trust
                    host all all   ::1/128      trust
                    """.formatted(GROUP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return embedded.getPort();
    }

    /** Makes a role that must give this password, with nothing but what {@code grants} say, such as {@code pg_monitor}. */
    public void createRole(String name, String password, String... grants) {
        execute("CREATE ROLE " + quoted(name) + " LOGIN PASSWORD '" + password.replace("'", "''") + '\'');
        execute("GRANT " + GROUP + " TO " + quoted(name));
        for (String grant : grants) {
            execute("GRANT " + grant + " TO " + quoted(name));
        }
    }

    /** A name as SQL writes it. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A connection of the superuser, to be closed by the caller. */
    public Connection connect(String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port() + "/postgres", properties);
    }

    /** Runs statements as the superuser. */
    public void execute(String... statements) {
        try (Connection connection = connect("test");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The rows of a query as the superuser, as psql prints them without alignment: {@code a|b}, NULL is empty. */
    public List<String> query(String sql) {
        try (Connection connection = connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= width; i++) {
                    String value = rows.getString(i);
                    line.append(i == 1 ? "" : "|").append(value == null ? "" : value);
                }
                lines.add(line.toString());
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The single number that a query gives. */
    public double number(String sql) {
        return Double.parseDouble(query(sql).get(0));
    }

    /** Stops the postmaster and all its backends (SIGSTOP): connections stand, and nothing is answered. */
    public void pause() {
        processes.pause();
    }

    /** Lets them go on (SIGCONT). */
    public void resume() {
        processes.resume();
    }

    /** Ends all processes at once (SIGKILL). */
    public void kill() {
        processes.kill();
    }

    /** Stops it, if it still runs, and starts it again on the same port with the same data. */
    public void restart() {
        processes.restart();
    }

    @Override
    public void close() {
        processes.resume();
        try {
            embedded.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
