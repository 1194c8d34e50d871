package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveStatusIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void where_nothing_is_archived_nothing_waits(int version) {
        PostgresServer server = PostgresServer.start(version);
        assertThat(Scraping.page(server, ArchiveStatus.QUERY).value("allodoc_postgres_archiver_waiting_files"))
                .isZero();
    }
}
