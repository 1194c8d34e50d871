package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgSession;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All collectors together, the optional ones too. */
class EveryCollectorIT {

    /** As postgres_exporter has it, but for checkpoints, which nobody should have to ask for. */
    private static final Set<String> OPTIONAL = Set.of(
            "buffercache_summary",
            "database_wraparound",
            "long_running_transactions",
            "process_idle",
            "replication_slot_aliases",
            "stat_activity_autovacuum",
            "stat_activity_detailed",
            "stat_replication_pid",
            "stat_statements",
            "stat_statements_query",
            "stat_user_indexes",
            "stat_wal_receiver",
            "statio_user_indexes");

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    private static Set<String> skippedOn(int version) {
        Set<String> skipped = new TreeSet<>();
        if (version < 16) {
            skipped.addAll(Set.of("stat_io", "buffercache_summary"));
        }
        if (version < 17) {
            skipped.add("stat_checkpointer");
        }
        return skipped;
    }

    private static Page scrape(PostgresServer server, String user) {
        PgSettings settings = Scraping.settings(server)
                .user(user)
                .password(() -> Optional.of("m"))
                .build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, PgQueries.standard()))) {
            return scraping.scrape();
        }
    }

    private static Set<String> collectors(Page page, String metric, double value) {
        Set<String> names = new TreeSet<>();
        page.all(metric).stream()
                .filter(sample -> sample.value() == value)
                .forEach(sample -> names.add(sample.labels().get("collector")));
        return names;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_role_with_pg_monitor_only_is_given_all_that_the_server_has(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.createRole("monitor", "m", "pg_monitor");
        if (version >= 16) {
            server.execute("CREATE EXTENSION pg_buffercache");
        }
        try {
            Page page = scrape(server, "monitor");
            assertThat(collectors(page, "allodoc_collector_skipped", 1)).isEqualTo(skippedOn(version));
            Set<String> others = new TreeSet<>();
            PgQueries.standard().forEach(collector -> others.add(collector.name()));
            others.removeAll(skippedOn(version));
            assertThat(collectors(page, "allodoc_collector_success", 1)).isEqualTo(others);
        } finally {
            server.execute("DROP OWNED BY monitor", "DROP ROLE monitor");
            server.execute("DROP EXTENSION IF EXISTS pg_buffercache");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_role_with_nothing_makes_none_of_them_fail(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.createRole("nobody_at_all", "m");
        try {
            Page page = scrape(server, "nobody_at_all");
            Set<String> skipped = new TreeSet<>(skippedOn(version));
            skipped.addAll(Set.of("wal", "archive_status", "buffercache_summary"));
            assertThat(collectors(page, "allodoc_collector_success", 0)).isEqualTo(skipped);
            assertThat(collectors(page, "allodoc_collector_skipped", 1)).isEqualTo(skipped);
        } finally {
            server.execute("DROP ROLE nobody_at_all");
        }
    }

    @Test
    void those_that_must_be_named_are_the_peers_and_ours_that_cost_series() {
        assertThat(PgQueries.standard().stream().filter(Collector::isOptional).map(Collector::name))
                .containsExactlyInAnyOrderElementsOf(OPTIONAL);
    }

    @Test
    void no_name_is_given_twice() {
        assertThat(PgQueries.standard()).extracting(Collector::name).doesNotHaveDuplicates();
    }

    /** But for the two that stand in for another one, and are named in its stead. */
    @Test
    void no_metric_comes_from_two_collectors() {
        Set<String> seen = new HashSet<>();
        for (Collector<PgSession> collector : PgQueries.standard()) {
            if (!Set.of("stat_activity_detailed", "stat_replication_pid").contains(collector.name())) {
                for (Family family : collector.families()) {
                    assertThat(seen.add(family.name())).as(family.name()).isTrue();
                }
            }
        }
    }
}
