package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Also whatever may be in the name of a table. */
class StatUserTablesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    private static final List<String> NAMES =
            List.of("qu\"ote'd", "line\nbreak", "back\\slash", "emoji \ud83d\ude80", "sp ace; DROP");

    @ParameterizedTest
    @MethodSource("versions")
    void every_table_has_its_numbers_whatever_its_name(int version) {
        PostgresServer server = EquippedServer.start(version);
        for (String name : NAMES) {
            String table = PostgresServer.quoted(name);
            server.execute(
                    "CREATE TABLE " + table + " (id int PRIMARY KEY, t text)",
                    "INSERT INTO " + table + " SELECT g, 'x' FROM generate_series(1, 10) g",
                    "DELETE FROM " + table + " WHERE id > 7",
                    Sql.FLUSH,
                    "ANALYZE " + table,
                    Sql.FLUSH);
        }
        try {
            Page page = Scraping.page(server, StatUserTables.QUERY, StatioUserTables.QUERY, TableSizes.QUERY);
            for (String name : NAMES) {
                String[] labels = {"datname", "postgres", "schemaname", "public", "relname", name};
                assertThat(page.value("pg_stat_user_tables_n_tup_ins", labels)).isEqualTo(10);
                assertThat(page.value("pg_stat_user_tables_n_tup_del", labels)).isEqualTo(3);
                assertThat(page.value("pg_stat_user_tables_analyze_count", labels))
                        .isEqualTo(1);
                assertThat(page.value("pg_statio_user_tables_heap_blocks_hit", labels))
                        .isPositive();
                assertThat(page.value("pg_stat_user_tables_index_size_bytes", labels))
                        .isEqualTo(16384);
            }
        } finally {
            NAMES.forEach(name -> server.execute("DROP TABLE " + PostgresServer.quoted(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_never_was_and_what_cannot_be_is_absent(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE bare (id int)", "CREATE TABLE kept (id int)", "VACUUM kept", Sql.FLUSH);
        try {
            Page page = Scraping.page(server, StatUserTables.QUERY);
            for (String time : List.of("last_vacuum", "last_autovacuum", "last_analyze", "last_autoanalyze")) {
                assertThat(page.find("pg_stat_user_tables_" + time, "relname", "bare"))
                        .isEmpty();
            }
            assertThat(page.find("pg_stat_user_tables_idx_scan", "relname", "bare"))
                    .isEmpty();
            assertThat(page.value("pg_stat_user_tables_seq_scan", "relname", "bare"))
                    .isZero();
            assertThat(page.value("pg_stat_user_tables_last_vacuum", "relname", "kept"))
                    .isEqualTo(server.number("SELECT date_part('epoch', last_vacuum) FROM pg_stat_user_tables"
                            + " WHERE relname = 'kept'"));
        } finally {
            server.execute("DROP TABLE bare, kept");
        }
    }
}
