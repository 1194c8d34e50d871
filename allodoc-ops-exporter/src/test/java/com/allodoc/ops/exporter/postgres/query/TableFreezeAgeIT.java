package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table that the catalogue says was last frozen two thousand million transactions ago. */
class TableFreezeAgeIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_table_near_the_wraparound_is_the_first_of_twenty(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE \"nearly \"\"lost\" (id int)");
        server.execute(
                "SET allow_system_table_mods = on",
                "UPDATE pg_class SET relfrozenxid = ((txid_current() - 2000000000 + 4294967296) % 4294967296)::text::xid"
                        + " WHERE relname = 'nearly \"lost'");
        try {
            List<Page.Sample> ages = Scraping.page(server, TableFreezeAge.QUERY).all("allodoc_postgres_table_xid_age");
            assertThat(ages).hasSize(20);
            assertThat(ages.get(0).value()).isBetween(2e9, 2e9 + 1e5);
            assertThat(ages.get(0).labels())
                    .containsEntry("datname", "postgres")
                    .containsEntry("schemaname", "public")
                    .containsEntry("relname", "nearly \"lost");
            assertThat(ages.get(1).value()).isLessThan(1e6);
        } finally {
            server.execute("DROP TABLE \"nearly \"\"lost\"");
        }
    }
}
