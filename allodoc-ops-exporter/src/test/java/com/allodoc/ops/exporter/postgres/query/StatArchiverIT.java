package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatArchiverIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_command_that_always_fails_is_seen(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        server.execute("SELECT pg_switch_wal()");
        Await.until(() -> Scraping.page(server, StatArchiver.QUERY).value("pg_stat_archiver_failed_count") > 0);
        Page page = Scraping.page(server, StatArchiver.QUERY, ArchiveStatus.QUERY);
        assertThat(page.value("allodoc_postgres_archiver_expected")).isEqualTo(1);
        assertThat(page.value("allodoc_postgres_archiver_failing")).isEqualTo(1);
        assertThat(page.value("allodoc_postgres_archiver_waiting_files")).isPositive();
        assertThat(page.value("allodoc_postgres_archiver_last_failed_timestamp_seconds"))
                .isCloseTo(System.currentTimeMillis() / 1e3, within(600.0));
        assertThat(page.value("pg_stat_archiver_archived_count")).isZero();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_never_happened_has_no_time(int version) {
        Page page = Scraping.page(PostgresServer.start(version), StatArchiver.QUERY);
        assertThat(page.value("allodoc_postgres_archiver_expected")).isZero();
        assertThat(page.value("allodoc_postgres_archiver_failing")).isZero();
        assertThat(page.find("pg_stat_archiver_last_archive_age")).isEmpty();
        assertThat(page.find("allodoc_postgres_archiver_last_archived_timestamp_seconds"))
                .isEmpty();
        assertThat(page.find("allodoc_postgres_archiver_last_failed_timestamp_seconds"))
                .isEmpty();
    }

    @Test
    void after_a_success_there_is_an_age_and_nothing_fails() throws Exception {
        try (PostgresServer server =
                PostgresServer.startAlone(18, Map.of("archive_mode", "on", "archive_command", "true"))) {
            server.execute("SELECT pg_switch_wal()");
            Await.until(() -> Scraping.page(server, StatArchiver.QUERY).value("pg_stat_archiver_archived_count") > 0);
            Page page = Scraping.page(server, StatArchiver.QUERY);
            assertThat(page.value("pg_stat_archiver_last_archive_age")).isNotNegative();
            assertThat(page.value("allodoc_postgres_archiver_failing")).isZero();
        }
    }
}
