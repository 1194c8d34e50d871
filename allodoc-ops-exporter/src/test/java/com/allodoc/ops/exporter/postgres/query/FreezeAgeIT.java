package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FreezeAgeIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_database_has_its_ages_even_those_nobody_may_enter(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page page = Scraping.page(server, FreezeAge.QUERY);
        for (String name : List.of("postgres", "template0", "template1")) {
            double age = page.value("allodoc_postgres_database_xid_age", "datname", name);
            assertThat(age).isPositive();
            assertThat(page.value("allodoc_postgres_database_mxid_age", "datname", name))
                    .isNotNegative();
            assertThat(page.value("allodoc_postgres_database_wraparound_ratio", "datname", name))
                    .isEqualTo(age / 2147483647.0);
        }
    }
}
