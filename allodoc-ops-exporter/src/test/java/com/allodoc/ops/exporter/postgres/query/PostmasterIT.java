package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostmasterIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void the_start_is_the_servers(int version) {
        PostgresServer server = PostgresServer.start(version);
        assertThat(Scraping.page(server, Postmaster.QUERY).value("pg_postmaster_start_time_seconds"))
                .isEqualTo(server.number("SELECT date_part('epoch', pg_postmaster_start_time())"));
    }
}
