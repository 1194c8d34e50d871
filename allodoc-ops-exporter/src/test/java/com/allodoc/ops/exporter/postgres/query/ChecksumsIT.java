package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksumsIT {
    private static final String FAILURES = "allodoc_postgres_database_checksum_failures_total";
    private static final String LAST = "allodoc_postgres_database_checksum_last_failure_timestamp_seconds";

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_database_and_what_they_share_is_counted_where_there_are_checksums(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page page = Scraping.page(server, Checksums.QUERY);
        boolean checked = "on".equals(server.query("SHOW data_checksums").get(0));
        double expected = checked ? server.number("SELECT count(*) FROM pg_stat_database") : 0;
        assertThat((double) page.all(FAILURES).size()).isEqualTo(expected);
        assertThat(page.all(LAST)).isEmpty();
    }

    @Test
    void a_damaged_page_is_counted_when_somebody_reads_it() throws Exception {
        try (PostgresServer server = PostgresServer.startAlone(18, Map.of())) {
            server.execute("CREATE TABLE damaged AS SELECT generate_series(1, 100) AS id", "CHECKPOINT");
            damage(server.query("SELECT current_setting('data_directory') || '/' || pg_relation_filepath('damaged')")
                    .get(0));
            server.restart();
            assertThatThrownBy(() -> server.execute("SELECT sum(id) FROM damaged"))
                    .hasMessageContaining("invalid page");
            try (Scraping scraping = Scraping.of(server, Checksums.QUERY)) {
                Await.until(() -> failures(scraping.scrape()) >= 1);
                assertThat(scraping.scrape().all(LAST)).hasSize(1);
            }
        }
    }

    private static double failures(Page page) {
        return page.all(FAILURES).stream()
                .filter(sample -> "postgres".equals(sample.labels().get("datname")))
                .mapToDouble(Page.Sample::value)
                .sum();
    }

    /** Behind the header, so that the page is there and holds something else. */
    private static void damage(String file) throws IOException {
        try (RandomAccessFile page = new RandomAccessFile(file, "rw")) {
            page.seek(8000);
            page.write(new byte[100]);
        }
    }
}
