package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TablespacesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void both_that_every_server_has_have_a_size(int version) {
        Page page = Scraping.page(PostgresServer.start(version), Tablespaces.QUERY);
        assertThat(page.value("allodoc_postgres_tablespace_size_bytes", "spcname", "pg_default"))
                .isGreaterThan(1e6);
        assertThat(page.value("allodoc_postgres_tablespace_size_bytes", "spcname", "pg_global"))
                .isPositive();
    }

    @Test
    void one_that_this_role_may_not_look_into_is_absent() {
        PostgresServer server = PostgresServer.start(16);
        server.createRole("stranger", "s");
        PgSettings settings = Scraping.settings(server)
                .user("stranger")
                .password(() -> Optional.of("s"))
                .build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, List.of(Tablespaces.QUERY)))) {
            Page page = scraping.scrape();
            assertThat(page.value("pg_up")).isEqualTo(1);
            assertThat(page.find("allodoc_postgres_tablespace_size_bytes", "spcname", "pg_global"))
                    .isEmpty();
        } finally {
            server.execute("DROP ROLE stranger");
        }
    }
}
