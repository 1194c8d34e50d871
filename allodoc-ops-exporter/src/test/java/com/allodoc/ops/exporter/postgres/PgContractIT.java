package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that can be collected against the list of names, types and labels that dashboards in the wild rely on. Whether the
 * samples of each name come is for the test of its view to show: many need a standby, a vacuum or an extension.
 */
class PgContractIT {

    static List<Integer> versions() {
        return PostgresServer.SUPPORTED;
    }

    @Test
    void every_name_of_the_list_can_be_had_with_its_type_and_labels_or_says_why_not() {
        List<String> wrong = new ArrayList<>();
        List<PeerMetric> list = PeerMetric.list();
        assertThat(list).hasSize(147);
        for (PeerMetric metric : list) {
            List<Family> families = families(metric.ourName());
            if (metric.whyNot().isPresent()) {
                assertThat(families).as(metric.name()).isEmpty();
            } else if (families.stream().noneMatch(metric::isLike)) {
                wrong.add(metric + " is not among " + families);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** By name, under whatever collector: some come with fewer labels by default and with all of them on request. */
    private static List<Family> families(String name) {
        List<Family> families = new ArrayList<>(PgEnvelope.FAMILIES);
        PgQueries.standard().forEach(collector -> families.addAll(collector.families()));
        return families.stream().filter(family -> family.name().equals(name)).toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_a_primary_always_has_is_there_with_its_type_and_labels(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        server.execute("SELECT pg_stat_reset(), pg_stat_reset_shared('bgwriter')");
        server.execute("CREATE TABLE contract (id int PRIMARY KEY)", "VACUUM ANALYZE contract");
        // Before 15 the statistics are written by a process of their own, a moment later.
        Await.until(() ->
                server.number("SELECT count(last_analyze) FROM pg_stat_user_tables WHERE relname = 'contract'") == 1);
        try (Scraping scraping = Scraping.of(server)) {
            Page page = scraping.scrape();
            List<PeerMetric> expected = PeerMetric.list().stream()
                    .filter(metric -> metric.isOnAnyPrimary(version))
                    .toList();
            assertThat(expected).hasSizeGreaterThan(70);
            for (PeerMetric metric : expected) {
                List<Page.Sample> samples = page.all(metric.name());
                assertThat(samples).as(metric.name()).isNotEmpty();
                for (Page.Sample sample : samples) {
                    assertThat(sample.family().type().text()).as(metric.name()).isEqualTo(metric.type());
                    assertThat(sample.labels().keySet()).as(metric.name()).isEqualTo(metric.labels());
                }
            }
        } finally {
            server.execute("DROP TABLE contract");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void nothing_is_there_that_the_list_or_the_catalogue_does_not_have(int version) {
        PgTarget target =
                PgTarget.of(Scraping.settings(PostgresServer.start(version)).build(), PgQueries.standard());
        MetricCatalog catalog = MetricCatalog.ofTargets(List.of(target));
        Set<String> listed = new TreeSet<>();
        PeerMetric.list().forEach(metric -> listed.add(metric.name()));
        try (Scraping scraping = Scraping.of(target)) {
            for (String name : scraping.scrape().names()) {
                assertThat(catalog.find(name)).as(name).isPresent();
                if (!name.startsWith("allodoc_") && !name.startsWith("pg_settings_")) {
                    assertThat(listed).contains(name);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void no_series_is_there_twice(int version) {
        try (Scraping scraping = Scraping.of(PostgresServer.start(version))) {
            assertThat(scraping.scrape().samples())
                    .extracting(sample -> sample.name() + sample.labels())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void every_family_has_help_of_ours() {
        PgTarget target = PgTarget.of(PgSettings.named("any").build(), PgQueries.standard());
        assertThat(MetricCatalog.ofTargets(List.of(target)).families())
                .allSatisfy(family -> assertThat(family.help()).endsWith("."))
                .extracting(Family::help)
                .noneMatch(String::isBlank);
    }

    @Test
    void whatever_is_about_one_database_says_which() {
        for (Collector<PgSession> collector : PgQueries.standard()) {
            if (collector instanceof PgQuery query && query.scope() == PgScope.DATABASE) {
                assertThat(query.families())
                        .as(query.name())
                        .allMatch(family -> family.labels().contains("datname"));
            }
        }
    }
}
