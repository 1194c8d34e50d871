package com.allodoc.ops.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.testing.PostgresServer;
import com.allodoc.ops.testing.Seed;
import com.allodoc.ops.testing.UrlDataSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends is killed with SIGKILL at random moments, also while it creates the tables. */
class IncidentLogKillTest {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final Seed seed = Seed.next();
    private final SplittableRandom random = seed.random();
    private final Set<String> stored = new HashSet<>();
    private long position;

    @TempDir
    private Path directory;

    @Test
    void sqlite_survives_ten_kills() throws Exception {
        kill(sqlite(), 10);
    }

    @Test
    void postgresql_survives_ten_kills_of_its_writer() throws Exception {
        kill(SERVER.newDatabase().url(), 10);
    }

    @Test
    @Tag("endurance")
    void sqlite_survives_two_hundred_kills() throws Exception {
        kill(sqlite(), 200);
    }

    @Test
    @Tag("endurance")
    void postgresql_survives_two_hundred_kills_of_its_writer() throws Exception {
        kill(SERVER.newDatabase().url(), 200);
    }

    private String sqlite() {
        return "jdbc:sqlite:" + directory.resolve("incidents.db");
    }

    private void kill(String url, int rounds) throws Exception {
        int total = 0;
        for (int round = 1; round <= rounds; round++) {
            List<String> acknowledged = appendAndDie(url, "kill-" + round);
            total += acknowledged.size();
            verify(url, "kill-" + round, acknowledged);
        }
        assertThat(total).as("%s: the victims were given time to append", seed).isGreaterThan(rounds);
        if (url.startsWith("jdbc:sqlite")) {
            assertThat(JdbcIncidentLogContract.query(new UrlDataSource(url), "PRAGMA integrity_check"))
                    .isEqualTo("ok");
        }
    }

    private List<String> appendAndDie(String url, String incident) throws IOException, InterruptedException {
        int lines = random.nextInt(60);
        long pause = random.nextLong(TimeUnit.MILLISECONDS.toNanos(lines == 0 ? 900 : 4));
        Path errors = directory.resolve("victim.err");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        classPath(),
                        AppendingProcess.class.getName(),
                        url,
                        incident)
                .redirectError(errors.toFile())
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
            String line = "";
            while (acknowledged.size() < lines && line != null) {
                line = out.readLine();
                if (line != null) {
                    acknowledged.add(line);
                }
            }
            assertThat(line)
                    .as("the victim died by itself: %s", Files.readString(errors))
                    .isNotNull();
            LockSupport.parkNanos(pause);
            // SIGKILL; Process.destroyForcibly would also close the pipe and drop what is still in it.
            victim.toHandle().destroyForcibly();
            // What it had printed before it died was acknowledged too; only whole lines count.
            StringBuilder rest = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                rest.append((char) c);
            }
            rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(acknowledged::add);
        }
        assertThat(victim.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    private void verify(String url, String incident, List<String> acknowledged) {
        IncidentLog log = JdbcIncidentLog.open(new UrlDataSource(url));
        Map<String, Integer> batches = new HashMap<>();
        List<String> fresh = new ArrayList<>();
        for (StoredEvent event : log.readSince(position, Integer.MAX_VALUE)) {
            assertThat(event.position()).as("%s", seed).isEqualTo(++position);
            assertThat(stored.add(event.event().id()))
                    .as("%s: %s is doubled", seed, event)
                    .isTrue();
            assertThat(event.event().incident()).as("%s", seed).isEqualTo(incident);
            assertThat(event.sequence()).as("%s", seed).isEqualTo(fresh.size() + 1);
            fresh.add(event.event().id());
            String[] parts = event.event().id().split("/", -1);
            if (parts.length == 4) {
                batches.merge(parts[1] + "/" + parts[3], 1, Integer::sum);
            }
        }
        assertThat(fresh)
                .as("%s: what was acknowledged is there", seed)
                .startsWith(acknowledged.toArray(String[]::new));
        assertThat(fresh.size() - acknowledged.size())
                .as("%s: at most the one batch that was being appended is there unacknowledged", seed)
                .isLessThanOrEqualTo(3);
        batches.forEach((batch, count) -> assertThat(batch)
                .as("%s: a batch is there whole or not at all", seed)
                .endsWith("/" + count));
    }

    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path", "");
        return String.join(File.pathSeparator, "target/test-classes", "target/classes", modules, classes);
    }
}
