package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableSizesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sizes_agree_with_the_servers(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE measured (id int PRIMARY KEY, t text)", "INSERT INTO measured VALUES (1, 'x')");
        try {
            Page page = Scraping.page(server, TableSizes.QUERY);
            assertThat(page.value("pg_stat_user_tables_table_size_bytes", "relname", "measured"))
                    .isEqualTo(server.number("SELECT pg_table_size('measured')"));
            assertThat(page.value("pg_stat_user_tables_index_size_bytes", "relname", "measured"))
                    .isEqualTo(server.number("SELECT pg_indexes_size('measured')"));
        } finally {
            server.execute("DROP TABLE measured");
        }
    }

    /** Nobody waits for a table that is being altered, nor for one whose index or TOAST table is held. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOCK TABLE held",
                "ALTER INDEX held_pkey SET (fillfactor = 90)",
                "REINDEX INDEX held_pkey",
                "TRUNCATE held"
            })
    void a_table_that_is_held_is_left_out_and_the_others_are_there(String lock) throws Exception {
        PostgresServer server = EquippedServer.start(18);
        server.execute("CREATE TABLE held (id int PRIMARY KEY, t text)", "CREATE TABLE free (id int)");
        try (Connection holder = server.connect("holder");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(lock);
            Page page = Scraping.page(
                    server,
                    TableSizes.QUERY,
                    StatUserTables.QUERY,
                    StatioUserTables.QUERY,
                    Indexes.QUERY,
                    Sequences.QUERY,
                    TableVacuum.QUERY,
                    TableFreezeAge.QUERY);
            assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
            assertThat(page.find("pg_stat_user_tables_table_size_bytes", "relname", "held")
                            .isPresent())
                    .isEqualTo(lock.startsWith("ALTER INDEX"));
            assertThat(page.value("pg_stat_user_tables_table_size_bytes", "relname", "free"))
                    .isZero();
            assertThat(page.value("pg_stat_user_tables_n_live_tup", "relname", "held"))
                    .isZero();
            holder.rollback();
        } finally {
            server.execute("DROP TABLE held, free");
        }
    }
}
