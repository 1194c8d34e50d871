package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatProgressBasebackupIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @Test
    void a_backup_under_way_shows_its_phase_and_bytes(@TempDir Path directory) throws Exception {
        Path program = Path.of("/usr/lib/postgresql/15/bin/pg_basebackup");
        assumeTrue(Files.isExecutable(program), program + " is missing: apt install postgresql-15");
        try (PostgresServer server = PostgresServer.startAlone(15, Map.of("wal_level", "replica"))) {
            Path rules = Path.of(server.query("SHOW data_directory").get(0), "pg_hba.conf");
            Files.writeString(rules, Files.readString(rules) + "host replication all 127.0.0.1/32 trust\n");
            server.execute("SELECT pg_reload_conf()");
            Process backup = new ProcessBuilder(
                            program.toString(),
                            "-h127.0.0.1",
                            "-p" + server.port(),
                            "-Upostgres",
                            "--checkpoint=fast",
                            "--wal-method=none",
                            "--max-rate=32k",
                            "-D" + directory.resolve("copy"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                Await.until(() -> Scraping.page(server, StatProgressBasebackup.QUERY)
                                .find("allodoc_postgres_basebackup_streamed_bytes", "phase", "streaming database files")
                                .orElse(0)
                        > 0);
                Page page = Scraping.page(server, StatProgressBasebackup.QUERY);
                assertThat(page.value("allodoc_postgres_basebackup_running")).isEqualTo(1);
                assertThat(page.value("allodoc_postgres_basebackup_bytes")).isGreaterThan(1e6);
            } finally {
                backup.destroy();
                backup.onExit().join();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void where_none_runs_there_is_nothing(int version) {
        Page page = Scraping.page(PostgresServer.start(version), StatProgressBasebackup.QUERY);
        assertThat(page.all("allodoc_postgres_basebackup_running")).isEmpty();
        assertThat(page.value("pg_scrape_collector_success", "collector", "stat_progress_basebackup"))
                .isEqualTo(1);
    }
}
