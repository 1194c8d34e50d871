package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

class StatProgressCopyIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_copy_under_way_shows_what_it_has_read(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE copied (id int)");
        try (Connection connection = server.connect("copy")) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY copied FROM STDIN");
            byte[] line = "1234567\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20_000; i++) {
                copy.writeToCopy(line, 0, line.length);
            }
            copy.flushCopy();
            String[] labels = {"datname", "postgres", "relname", "copied", "command", "COPY FROM", "type", "PIPE"};
            Await.until(() -> Scraping.page(server, StatProgressCopy.QUERY)
                            .find("allodoc_postgres_copy_processed_bytes", labels)
                            .orElse(0)
                    > 100_000);
            Page page = Scraping.page(server, StatProgressCopy.QUERY);
            assertThat(page.value("allodoc_postgres_copy_running", labels)).isEqualTo(1);
            assertThat(page.find("allodoc_postgres_copy_bytes", labels))
                    .as("a pipe has no size")
                    .isEmpty();
            copy.cancelCopy();
        } finally {
            server.execute("DROP TABLE copied");
        }
    }
}
