package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    private static Page scrape(PostgresServer server) {
        try (Scraping scraping = Scraping.of(server)) {
            scraping.scrape();
            return scraping.scrape();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_number_and_switch_is_there(int version) {
        PostgresServer server = PostgresServer.start(version);
        long metrics = scrape(server).names().stream()
                .filter(name -> name.startsWith("pg_settings_"))
                .count();
        double expected =
                server.number("SELECT count(*) FROM pg_settings WHERE vartype IN ('bool', 'integer', 'real')");
        assertThat((double) metrics).isEqualTo(expected).isGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void units_become_seconds_and_bytes(int version) {
        Page page = scrape(PostgresServer.start(version));
        assertThat(page.value("pg_settings_max_connections")).isEqualTo(40);
        assertThat(page.value("pg_settings_shared_buffers_bytes")).isEqualTo(16 << 20);
        assertThat(page.value("pg_settings_work_mem_bytes")).isEqualTo(4 << 20);
        assertThat(page.value("pg_settings_wal_segment_size_bytes")).isEqualTo(16 << 20);
        assertThat(page.value("pg_settings_checkpoint_timeout_seconds")).isEqualTo(300);
        assertThat(page.value("pg_settings_autovacuum_naptime_seconds")).isEqualTo(60);
        assertThat(page.value("pg_settings_bgwriter_delay_seconds")).isEqualTo(0.2);
        assertThat(page.value("pg_settings_autovacuum_vacuum_cost_delay_seconds"))
                .isEqualTo(0.002);
        assertThat(page.value("pg_settings_random_page_cost")).isEqualTo(4);
        assertThat(page.value("pg_settings_fsync")).isZero();
        assertThat(page.value("pg_settings_autovacuum")).isEqualTo(1);
        assertThat(page.value("pg_settings_log_min_duration_statement_seconds")).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_our_own_transaction_has_set_does_not_show(int version) {
        Page page = scrape(PostgresServer.start(version));
        assertThat(page.value("pg_settings_statement_timeout_seconds")).isZero();
        assertThat(page.value("pg_settings_lock_timeout_seconds")).isZero();
        assertThat(page.value("pg_settings_idle_in_transaction_session_timeout_seconds"))
                .isZero();
        assertThat(page.value("pg_settings_client_connection_check_interval_seconds"))
                .isZero();
        assertThat(page.value("pg_settings_transaction_read_only")).isZero();
        assertThat(page.value("pg_settings_jit")).isEqualTo(1);
    }

    @Test
    void a_setting_of_an_extension_or_an_application_makes_no_invalid_name() {
        PostgresServer server = PostgresServer.start(18);
        server.execute("ALTER DATABASE postgres SET \"app.some_limit\" = '5'");
        try {
            assertThat(scrape(server).names()).noneMatch(name -> name.contains("."));
        } finally {
            server.execute("ALTER DATABASE postgres RESET \"app.some_limit\"");
        }
    }
}
