package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatioUserTablesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_toast_table_has_numbers_and_none_has_none(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE toasted (t text)", "CREATE TABLE plain (id int)");
        try {
            Page page = Scraping.page(server, StatioUserTables.QUERY);
            assertThat(page.value("pg_statio_user_tables_toast_blocks_read", "relname", "toasted"))
                    .isZero();
            assertThat(page.find("pg_statio_user_tables_toast_blocks_read", "relname", "plain"))
                    .isEmpty();
            assertThat(page.value("pg_statio_user_tables_heap_blocks_read", "relname", "plain"))
                    .isZero();
        } finally {
            server.execute("DROP TABLE toasted, plain");
        }
    }
}
