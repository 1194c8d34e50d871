package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableVacuumIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void dead_and_changed_rows_are_weighed_against_the_tables_own_threshold(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute(
                "CREATE TABLE dirty (id int) WITH (autovacuum_vacuum_threshold = 10, autovacuum_vacuum_scale_factor = 0,"
                        + " autovacuum_analyze_threshold = 40, autovacuum_analyze_scale_factor = 0)",
                "INSERT INTO dirty SELECT g FROM generate_series(1, 100) g",
                Sql.FLUSH,
                "VACUUM ANALYZE dirty",
                "DELETE FROM dirty WHERE id <= 20",
                Sql.FLUSH);
        server.execute("CREATE TABLE never (id int)");
        try {
            Page page = Scraping.page(server, TableVacuum.QUERY);
            assertThat(page.value("allodoc_postgres_table_vacuum_due_ratio", "relname", "dirty"))
                    .isEqualTo(2);
            assertThat(page.value("allodoc_postgres_table_analyze_due_ratio", "relname", "dirty"))
                    .isEqualTo(0.5);
            assertThat(page.value("allodoc_postgres_table_last_vacuum_timestamp_seconds", "relname", "dirty"))
                    .isEqualTo(server.number("SELECT date_part('epoch', last_vacuum) FROM pg_stat_user_tables"
                            + " WHERE relname = 'dirty'"));
            assertThat(page.find("allodoc_postgres_table_last_vacuum_timestamp_seconds", "relname", "never"))
                    .isEmpty();
            assertThat(page.find("allodoc_postgres_table_last_analyze_timestamp_seconds", "relname", "never"))
                    .isEmpty();
            assertThat(page.value("allodoc_postgres_tables_vacuum_due", "datname", "postgres"))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_tables_analyze_due", "datname", "postgres"))
                    .isZero();
        } finally {
            server.execute("DROP TABLE dirty, never");
        }
    }
}
