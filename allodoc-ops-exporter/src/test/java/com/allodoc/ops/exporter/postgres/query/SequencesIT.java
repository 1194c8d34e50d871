package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequencesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void the_end_is_what_the_column_can_hold(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute(
                "CREATE TABLE counted (small smallserial, id int GENERATED ALWAYS AS IDENTITY)",
                "CREATE SEQUENCE too_wide AS bigint OWNED BY counted.id",
                "SELECT setval('counted_small_seq', 32767 / 2), setval('too_wide', 2147483647)",
                "CREATE SEQUENCE down INCREMENT -1 MINVALUE -101 MAXVALUE -1",
                "SELECT setval('down', -51)",
                "CREATE SEQUENCE round MAXVALUE 10 CYCLE",
                "SELECT setval('round', 10)",
                "CREATE SEQUENCE unused_so_far");
        try {
            Page page = Scraping.page(server, Sequences.QUERY);
            assertThat(used(page, "too_wide")).isEqualTo(1);
            assertThat(used(page, "counted_small_seq")).isBetween(0.49, 0.51);
            assertThat(used(page, "down")).isEqualTo(0.5);
            assertThat(page.find("allodoc_postgres_sequence_used_ratio", "sequencename", "round"))
                    .isEmpty();
            assertThat(page.find("allodoc_postgres_sequence_used_ratio", "sequencename", "unused_so_far"))
                    .isEmpty();
            assertThat(page.value("allodoc_postgres_sequences", "datname", "postgres"))
                    .isEqualTo(6);
            assertThat(page.value("allodoc_postgres_sequences_unreadable", "datname", "postgres"))
                    .isZero();
        } finally {
            server.execute("DROP TABLE counted", "DROP SEQUENCE down, round, unused_so_far");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_a_role_may_not_read_is_counted_until_it_may(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.createRole("counter", "c", "pg_monitor");
        server.execute("CREATE SEQUENCE secret", "SELECT setval('secret', 10)");
        PgSettings settings = Scraping.settings(server)
                .user("counter")
                .password(() -> Optional.of("c"))
                .build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, List.of(Sequences.QUERY.every(Duration.ZERO))))) {
            assertThat(scraping.scrape().value("allodoc_postgres_sequences_unreadable"))
                    .isEqualTo(1);
            server.execute("GRANT pg_read_all_data TO counter");
            Page page = scraping.scrape();
            assertThat(page.value("allodoc_postgres_sequences_unreadable")).isZero();
            assertThat(used(page, "secret")).isPositive();
        } finally {
            server.execute("DROP SEQUENCE secret", "DROP ROLE counter");
        }
    }

    private static double used(Page page, String sequence) {
        return page.value("allodoc_postgres_sequence_used_ratio", "schemaname", "public", "sequencename", sequence);
    }
}
