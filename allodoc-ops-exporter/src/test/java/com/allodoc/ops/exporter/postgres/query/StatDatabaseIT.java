package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatDatabaseIT {

    /** All that only grow, or stand still in a database that nobody is in but now and then autovacuum. */
    private static final List<String> COLUMNS = List.of(
            "numbackends",
            "xact_commit",
            "xact_rollback",
            "blks_read",
            "blks_hit",
            "tup_returned",
            "tup_fetched",
            "tup_inserted",
            "tup_updated",
            "tup_deleted",
            "conflicts",
            "temp_files",
            "temp_bytes",
            "deadlocks",
            "blk_read_time",
            "blk_write_time",
            "active_time_seconds_total");

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    private static String[] numbers(PostgresServer server, String from) {
        String columns = String.join(", ", COLUMNS).replace("active_time_seconds_total", "active_time / 1000");
        return server.query("SELECT " + columns + from).get(0).split("\\|", -1);
    }

    private static Page scrape(PostgresServer server) {
        try (Scraping scraping = Scraping.of(server)) {
            return scraping.scrape();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void values_agree_with_what_the_server_says(int version) {
        PostgresServer server = PostgresServer.start(version);
        String oid = server.query("SELECT oid FROM pg_database WHERE datname = 'template1'")
                .get(0);
        String from = " FROM pg_stat_database WHERE datname = 'template1'";
        String[] before = numbers(server, from);
        Page page = scrape(server);
        String[] after = numbers(server, from);
        for (int i = 0; i < COLUMNS.size(); i++) {
            assertThat(page.value("pg_stat_database_" + COLUMNS.get(i), "datname", "template1", "datid", oid))
                    .as(COLUMNS.get(i))
                    .isBetween(Double.valueOf(before[i]), Double.valueOf(after[i]));
        }
        assertThat(page.value("pg_stat_database_xact_commit", "datname", "postgres"))
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_reset_that_never_was_is_absent_and_one_that_was_is_a_time(int version) {
        PostgresServer server = PostgresServer.start(version);
        server.execute("CREATE DATABASE fresh");
        server.execute("SELECT pg_stat_reset()");
        Page page = scrape(server);
        assertThat(page.find("pg_stat_database_stats_reset", "datname", "fresh"))
                .isEmpty();
        assertThat(page.value("pg_stat_database_stats_reset", "datname", "postgres"))
                .isEqualTo(
                        server.number(
                                "SELECT floor(extract(epoch FROM stats_reset)) FROM pg_stat_database WHERE datname = 'postgres'"));
        server.execute("DROP DATABASE fresh");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void conflicts_carry_the_server_as_the_peer_has_it(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page page = scrape(server);
        String where = "127.0.0.1:" + server.port();
        for (String kind : List.of("tablespace", "lock", "snapshot", "bufferpin", "deadlock")) {
            assertThat(page.value("pg_stat_database_conflicts_confl_" + kind, "datname", "postgres", "server", where))
                    .isZero();
        }
        assertThat(page.names().contains("pg_stat_database_conflicts_confl_active_logicalslot"))
                .isEqualTo(version >= 16);
    }

    @ParameterizedTest
    @CsvSource({"15", "18"})
    void databases_may_be_called_anything(int version) {
        PostgresServer server = PostgresServer.start(version);
        List<String> names = List.of("qu\"ote'd", "line\nbreak", "back\\slash", "emoji \ud83d\ude80", "sp ace; DROP");
        List<String> statements = new ArrayList<>();
        names.forEach(name -> statements.add("CREATE DATABASE " + PostgresServer.quoted(name)));
        server.execute(statements.toArray(String[]::new));
        try {
            Page page = scrape(server);
            for (String name : names) {
                assertThat(page.value("pg_stat_database_numbackends", "datname", name))
                        .isZero();
                assertThat(page.value("pg_database_size_bytes", "datname", name))
                        .isPositive();
                assertThat(page.value("pg_stat_activity_count", "datname", name, "state", "idle"))
                        .isZero();
            }
            try (Scraping inside = Scraping.of(
                    PgTarget.of(Scraping.settings(server).database(names.get(0)).build(), PgQueries.standard()))) {
                assertThat(inside.scrape().value("pg_up")).isEqualTo(1);
            }
        } finally {
            names.forEach(name -> server.execute("DROP DATABASE " + PostgresServer.quoted(name) + " WITH (FORCE)"));
        }
    }
}
