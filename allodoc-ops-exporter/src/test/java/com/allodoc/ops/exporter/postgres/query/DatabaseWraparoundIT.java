package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseWraparoundIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void ages_are_the_servers_in_transactions(int version) {
        PostgresServer server = PostgresServer.start(version);
        double before = age(server);
        Page page = Scraping.page(server, DatabaseWraparound.QUERY);
        assertThat(page.value("pg_database_wraparound_age_datfrozenxid_seconds", "datname", "postgres"))
                .isBetween(before, age(server));
        assertThat(page.value("pg_database_wraparound_age_datminmxid_seconds", "datname", "postgres"))
                .isEqualTo(server.number("SELECT mxid_age(datminmxid) FROM pg_database WHERE datname = 'postgres'"));
        assertThat(page.find("pg_database_wraparound_age_datfrozenxid_seconds", "datname", "template0"))
                .isEmpty();
    }

    private static double age(PostgresServer server) {
        return server.number("SELECT age(datfrozenxid) FROM pg_database WHERE datname = 'postgres'");
    }
}
