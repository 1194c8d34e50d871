package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatIoIT {

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void reads_and_hits_of_clients_are_there_and_what_cannot_be_is_absent(int version) {
        PostgresServer server = EquippedServer.start(version);
        Page page = Scraping.page(server, StatIo.QUERY);
        String[] client = {"backend_type", "client backend", "object", "relation", "context", "normal"};
        assertThat(page.value("allodoc_postgres_io_hits_total", client)).isPositive();
        double reads = page.value("allodoc_postgres_io_reads_total", client);
        assertThat(page.value("allodoc_postgres_io_read_bytes_total", client)).isGreaterThanOrEqualTo(reads * 8192);
        assertThat(page.value("allodoc_postgres_io_read_seconds_total", client)).isPositive();
        assertThat(page.find("allodoc_postgres_io_reuses_total", client)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void what_never_did_anything_is_left_out(int version) {
        Page page = Scraping.page(EquippedServer.start(version), StatIo.QUERY);
        assertThat(page.all("allodoc_postgres_io_hits_total"))
                .noneMatch(sample -> "temp relation".equals(sample.labels().get("object"))
                        && "walsender".equals(sample.labels().get("backend_type")));
    }
}
