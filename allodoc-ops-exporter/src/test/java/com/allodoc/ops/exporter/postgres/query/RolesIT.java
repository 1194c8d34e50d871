package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RolesIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void limits_are_the_servers(int version) {
        PostgresServer server = PostgresServer.start(version);
        server.execute("CREATE ROLE \"lim\"\"ited 😀\" CONNECTION LIMIT 3");
        try {
            Page page = Scraping.page(server, Roles.QUERY);
            assertThat(page.value("pg_roles_connection_limit", "rolname", "lim\"ited 😀"))
                    .isEqualTo(3);
            assertThat(page.value("pg_roles_connection_limit", "rolname", "postgres"))
                    .isEqualTo(-1);
        } finally {
            server.execute("DROP ROLE \"lim\"\"ited 😀\"");
        }
    }
}
