package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sizes_and_limits_agree_with_what_the_server_says(int version) {
        PostgresServer server = PostgresServer.start(version);
        server.execute("CREATE DATABASE limited CONNECTION LIMIT 7");
        try (Scraping scraping = Scraping.of(server)) {
            Page page = scraping.scrape();
            for (String name : List.of("template0", "limited")) {
                assertThat(page.value("pg_database_size_bytes", "datname", name))
                        .isEqualTo(server.number("SELECT pg_database_size('" + name + "')"));
            }
            assertThat(page.value("pg_database_size_bytes", "datname", "postgres"))
                    .isCloseTo(server.number("SELECT pg_database_size('postgres')"), withPercentage(10));
            assertThat(page.value("pg_database_connection_limit", "datname", "limited"))
                    .isEqualTo(7);
            assertThat(page.value("pg_database_connection_limit", "datname", "postgres"))
                    .isEqualTo(-1);
        }
        server.execute("DROP DATABASE limited");
    }

    /** Nothing that a role may not see takes with it what it may see. */
    @Nested
    class As_a_role {
        private final PostgresServer server = PostgresServer.start(16);

        @Test
        void with_pg_monitor_only_everything_is_there() {
            server.createRole("monitor", "m", "pg_monitor");
            server.execute("CREATE DATABASE hidden", "REVOKE CONNECT ON DATABASE hidden FROM public");
            Page page = scrape("monitor", "m");
            assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
            assertThat(page.value("pg_database_size_bytes", "datname", "hidden"))
                    .isPositive();
            server.execute("DROP DATABASE hidden");
        }

        @Test
        void with_nothing_only_what_is_hidden_is_absent() {
            server.createRole("nothing", "n");
            server.execute("CREATE DATABASE hidden", "REVOKE CONNECT ON DATABASE hidden FROM public");
            Page page = scrape("nothing", "n");
            assertThat(page.value("pg_up")).isEqualTo(1);
            assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
            assertThat(page.find("pg_database_size_bytes", "datname", "hidden")).isEmpty();
            assertThat(page.value("pg_database_size_bytes", "datname", "postgres"))
                    .isPositive();
            assertThat(page.value("pg_database_connection_limit", "datname", "hidden"))
                    .isEqualTo(-1);
            assertThat(page.value("pg_stat_database_numbackends", "datname", "hidden"))
                    .isZero();
            server.execute("DROP DATABASE hidden");
        }

        private Page scrape(String user, String password) {
            PgSettings settings = Scraping.settings(server)
                    .user(user)
                    .password(() -> Optional.of(password))
                    .build();
            try (Scraping scraping = Scraping.of(PgTarget.of(settings, Scraping.defaults()))) {
                return scraping.scrape();
            }
        }
    }
}
