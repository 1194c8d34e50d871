package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgQuery;
import com.allodoc.ops.exporter.postgres.PgSession;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primary and a standby that streams from it through a slot, of the same version. The standby is a copy of the files,
 * made as the manual says ("low level base backup"), because Maven's binaries have no pg_basebackup.
 */
public final class ReplicationPair implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplicationPair.class);

    static final String SLOT = "repmgr_slot_7";
    static final String STANDBY_NAME = "walreceiver";

    private final PostgresServer primary;
    private final Path data;
    private final String pgCtl;
    private final int port;

    private ReplicationPair(PostgresServer primary, Path data, String pgCtl, int port) {
        this.primary = primary;
        this.data = data;
        this.pgCtl = pgCtl;
        this.port = port;
    }

    static ReplicationPair start(int version) throws Exception {
        return start(version, Map.of());
    }

    /**
     * Starts both.
     *
     * @param settings the primary's, beside those that a pair needs
     */
    public static ReplicationPair start(int version, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.of("wal_level", "replica", "hot_standby_feedback", "on"));
        PostgresServer primary = PostgresServer.startAlone(version, all);
        Path from = Path.of(primary.query("SHOW data_directory").get(0));
        Files.writeString(
                from.resolve("pg_hba.conf"),
                Files.readString(from.resolve("pg_hba.conf")) + "host replication all 127.0.0.1/32 trust\n");
        primary.execute("SELECT pg_reload_conf()", "SELECT pg_create_physical_replication_slot('" + SLOT + "', true)");
        Path data = Files.createTempDirectory("allodoc-standby");
        backUp(primary, from, data);
        String pgCtl = Path.of(
                        primary.query("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
                                .get(0),
                        "pg_ctl")
                .toString();
        ReplicationPair pair = new ReplicationPair(primary, data, pgCtl, freePort());
        pair.configure();
        pair.control("-w", "-l", data.resolve("standby.log").toString(), "start");
        return pair;
    }

    private static void backUp(PostgresServer primary, Path from, Path to) throws SQLException, IOException {
        try (Connection connection = primary.connect("backup");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(from, to);
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(to.resolve("backup_label"), label.getString(1));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(file -> !file.equals(from)).toList();
        }
        for (Path file : files) {
            String name = from.relativize(file).toString();
            if (name.startsWith("postmaster") || name.startsWith("pg_replslot/")) {
                continue;
            }
            try {
                Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException e) {
                log.debug("{} was taken away in the meantime; replaying the WAL makes up for it", name);
            }
        }
    }

    private void configure() throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"), """
                primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=%s'
                primary_slot_name = '%s'
                hot_standby_feedback = on
                wal_receiver_status_interval = 1s
                port = %d
                """.formatted(primary.port(), STANDBY_NAME, SLOT, port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void control(String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(pgCtl, "-D", data.toString(), "-o", "-p " + port));
        command.addAll(List.of(arguments));
        try {
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("exit status " + status + " of " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public PostgresServer primary() {
        return primary;
    }

    /** Where the standby listens, on 127.0.0.1. */
    public int standbyPort() {
        return port;
    }

    /** One scrape of the standby. */
    Page standby(PgQuery... collectors) {
        return standby(List.<Collector<PgSession>>of(collectors));
    }

    /** One scrape of the standby by all collectors there are. */
    Page standbyWithAll() {
        return standby(PgQueries.standard());
    }

    private Page standby(List<Collector<PgSession>> collectors) {
        PgSettings settings =
                PgSettings.named("standby").host("127.0.0.1").port(port).build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, collectors))) {
            return scraping.scrape();
        }
    }

    /** Runs a statement on the standby. */
    void onStandby(String sql) {
        Sql.at(port, "postgres", sql);
    }

    @Override
    public void close() {
        try {
            control("-m", "immediate", "-w", "stop");
        } finally {
            primary.close();
        }
    }
}
