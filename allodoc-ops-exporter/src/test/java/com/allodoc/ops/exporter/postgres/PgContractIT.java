package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page against the list of names, types and labels that dashboards in the wild rely on. */
class PgContractIT {

    /** What stat_activity is summed over unless it is asked for: research, exporters.md section 8. */
    private static final Set<String> OPT_IN = Set.of("backend_type", "wait_event_type", "wait_event");

    /** Of the lines whose source is the peer itself, those that are about its process or its query files. */
    private static final Set<String> NOT_OF_A_TARGET = Set.of(
            "pg_exporter_user_queries_load_error",
            "postgres_exporter_build_info",
            "postgres_exporter_config_last_reload_success_timestamp_seconds",
            "postgres_exporter_config_last_reload_successful");

    private record Line(String name, String type, Set<String> labels, String source) {
        boolean isDelivered() {
            String collector = source.replaceAll(" \\(.*", "");
            boolean isOurs = Set.of("stat_database", "legacy map", "database", "stat_activity", "exporter itself")
                    .contains(collector);
            return isOurs && !NOT_OF_A_TARGET.contains(name);
        }

        boolean isOn(int version) {
            return !source.contains("PG>=16") || version >= 16;
        }
    }

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_delivered_name_is_there_with_its_type_and_labels(int version) {
        PostgresServer server = PostgresServer.start(version);
        server.execute("SELECT pg_stat_reset()");
        try (Scraping scraping = Scraping.of(server)) {
            Page page = scraping.scrape();
            List<Line> lines = lines().filter(Line::isDelivered)
                    .filter(line -> line.isOn(version))
                    .toList();
            assertThat(lines).hasSizeGreaterThanOrEqualTo(33);
            for (Line line : lines) {
                List<Page.Sample> samples = page.all(line.name());
                assertThat(samples).as(line.name()).isNotEmpty();
                for (Page.Sample sample : samples) {
                    assertThat(sample.family().type().text()).as(line.name()).isEqualTo(line.type());
                    assertThat(sample.labels().keySet()).as(line.name()).isEqualTo(line.labels());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void nothing_is_there_that_the_list_or_the_catalogue_does_not_have(int version) {
        PgTarget target =
                PgTarget.of(Scraping.settings(PostgresServer.start(version)).build(), PgQueries.standard());
        MetricCatalog catalog = MetricCatalog.ofTargets(List.of(target));
        Set<String> listed = new TreeSet<>();
        lines().forEach(line -> listed.add(line.name()));
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

    private static Stream<Line> lines() {
        try (var file =
                Objects.requireNonNull(PgContractIT.class.getResourceAsStream("/postgres/postgres_exporter.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(PgContractIT::line).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        String[] fields = text.split("\t", -1);
        Set<String> labels = new TreeSet<>(List.of(fields[2].isEmpty() ? new String[0] : fields[2].split(",")));
        if (fields[0].startsWith("pg_stat_activity_") && fields[3].equals("stat_activity")) {
            labels.removeAll(OPT_IN);
        }
        return new Line(fields[0], fields[1], labels, fields[3]);
    }
}
