package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Side by side with postgres_exporter 0.11.1 on one server. Whatever it says we say too, except what is written down
 * here.
 */
class PeerIT {

    /** What we do not have, by the beginning of its name. */
    private static final Map<String, String> NOT_OURS = Map.ofEntries(
            Map.entry("go_", "of the peer's process"),
            Map.entry("process_", "of the peer's process"),
            Map.entry("promhttp_", "of the peer's process"),
            Map.entry("postgres_exporter_build_info", "of the peer's process"),
            Map.entry("pg_scrape_collector_", "its two collectors are not ours; ours have series of their own"),
            Map.entry("pg_stat_activity_", "no labels for user and application yet; see the test of its own"),
            Map.entry("pg_stat_database_active_time", "raw column; later releases say active_time_seconds_total"),
            Map.entry("pg_stat_database_checksum_", "raw column; dropped in later releases"),
            Map.entry("pg_stat_database_idle_in_transaction_time", "raw column; dropped in later releases"),
            Map.entry("pg_stat_database_session_time", "raw column; dropped in later releases"),
            Map.entry("pg_stat_database_sessions", "raw column; dropped in later releases"));

    /** Names that carry {@code server} in every release; on the others 0.12 dropped it. */
    private static final Set<String> WITH_SERVER = Set.of("pg_static", "pg_stat_database_conflicts_confl_");

    /** What grows from one scrape to the next, or is about the scrape itself. */
    private static final Set<String> DRIFTING = Set.of(
            "pg_stat_database_",
            "pg_database_size_bytes",
            "pg_locks_count",
            "pg_exporter_",
            "pg_stat_bgwriter_",
            "pg_replication_slots_pg_wal_lsn_diff");

    /** lib/pq sets extra_float_digits to 2, the JDBC driver leaves it as it is. */
    private static final String OF_THE_CLIENT = "pg_settings_extra_float_digits";

    private static final String SLOT = "side_by_side";

    private final PostgresServer server = PostgresServer.start(15);

    @BeforeEach
    void makeSlot() {
        server.execute("SELECT pg_create_physical_replication_slot('" + SLOT + "', true)");
    }

    @AfterEach
    void dropSlot() {
        server.execute("SELECT pg_drop_replication_slot('" + SLOT + "')");
    }

    private static boolean isCompared(PeerExporter.Series series) {
        boolean isOfNoDatabase = "0".equals(series.labels().get("datid"));
        return !isOfNoDatabase && NOT_OURS.keySet().stream().noneMatch(series.name()::startsWith);
    }

    private static Map<String, String> expectedLabels(PeerExporter.Series series) {
        Map<String, String> labels = new TreeMap<>(series.labels());
        if (WITH_SERVER.stream().noneMatch(series.name()::startsWith)) {
            labels.remove("server");
        }
        return labels;
    }

    @Test
    void every_series_of_the_peer_is_there_with_its_type_labels_and_value() throws Exception {
        try (PeerExporter peer = PeerExporter.start(server);
                Scraping scraping = Scraping.of(server)) {
            scraping.scrape();
            PeerExporter.PeerPage theirs = peer.scrape();
            Page ours = scraping.scrape();
            Map<String, Page.Sample> index = new TreeMap<>();
            ours.samples().forEach(sample -> index.put(sample.name() + sample.labels(), sample));

            Set<String> missing = new TreeSet<>();
            int compared = 0;
            for (Map.Entry<PeerExporter.Series, Double> line : theirs.values().entrySet()) {
                PeerExporter.Series series = line.getKey();
                // A NaN is how 0.11.1 writes a NULL, which we leave out.
                if (!isCompared(series) || line.getValue().isNaN()) {
                    continue;
                }
                Page.Sample sample = index.get(series.name() + expectedLabels(series));
                if (sample == null) {
                    missing.add(series.toString());
                    continue;
                }
                compared++;
                assertThat(sample.family().type().text())
                        .as(series.name())
                        .isEqualTo(theirs.types().get(series.name()));
                if (isComparableValue(series)) {
                    assertThat(sample.value()).as(series.toString()).isEqualTo(line.getValue());
                }
            }
            assertThat(missing).isEmpty();
            assertThat(compared).isGreaterThan(350);
        }
    }

    private static boolean isComparableValue(PeerExporter.Series series) {
        return !series.name().equals(OF_THE_CLIENT) && DRIFTING.stream().noneMatch(series.name()::startsWith);
    }

    @Test
    void settings_have_the_same_names_and_no_others() throws Exception {
        try (PeerExporter peer = PeerExporter.start(server);
                Scraping scraping = Scraping.of(server)) {
            Set<String> theirs = new TreeSet<>();
            peer.scrape().values().keySet().forEach(series -> theirs.add(series.name()));
            theirs.removeIf(name -> !name.startsWith("pg_settings_"));
            Set<String> ours = new TreeSet<>(scraping.scrape().names());
            ours.removeIf(name -> !name.startsWith("pg_settings_"));
            assertThat(ours).isEqualTo(theirs);
        }
    }

    /** 0.11.1 has no labels for user and application yet. */
    @Test
    void sessions_summed_over_users_and_applications_are_the_peers() throws Exception {
        try (PeerExporter peer = PeerExporter.start(server);
                Scraping scraping = Scraping.of(server);
                var idle = server.connect("app")) {
            Map<String, Double> ours = new TreeMap<>();
            scraping.scrape().all("pg_stat_activity_count").stream()
                    .filter(sample -> !"postgres".equals(sample.labels().get("datname")))
                    .forEach(sample -> ours.merge(key(sample.labels()), sample.value(), Double::sum));
            Map<String, Double> theirs = new TreeMap<>();
            peer.scrape().values().forEach((series, value) -> {
                if (series.name().equals("pg_stat_activity_count")
                        && !"postgres".equals(series.labels().get("datname"))) {
                    theirs.put(key(series.labels()), value);
                }
            });
            assertThat(ours).isEqualTo(theirs).isNotEmpty();
            assertThat(idle.isClosed()).isFalse();
        }
    }

    private static String key(Map<String, String> labels) {
        return labels.get("datname") + '/' + labels.get("state");
    }

    /** Reports, and asserts nothing that a busy machine could upset. Our page has several times the series. */
    @Test
    @Tag("endurance")
    void a_scrape_takes_this_part_of_the_peers_time(TestReporter reporter) throws Exception {
        try (PeerExporter peer = PeerExporter.start(server);
                Scraping scraping = Scraping.of(server)) {
            int rounds = 300;
            for (int i = 0; i < rounds; i++) {
                scraping.scrape();
                peer.text();
            }
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                long start = System.nanoTime();
                scraping.scrape();
                long between = System.nanoTime();
                peer.text();
                ours[i] = (between - start) / 1e6;
                theirs[i] = (System.nanoTime() - between) / 1e6;
            }
            Arrays.sort(ours);
            Arrays.sort(theirs);
            Page page = scraping.scrape();
            StringBuilder collectors = new StringBuilder();
            page.all("pg_scrape_collector_duration_seconds")
                    .forEach(sample -> collectors
                            .append(sample.labels())
                            .append(sample.value() * 1e3)
                            .append(' '));
            reporter.publishEntry(Map.of(
                    "ours_median_ms", Double.toString(ours[rounds / 2]),
                    "ours_p90_ms", Double.toString(ours[rounds * 9 / 10]),
                    "peer_median_ms", Double.toString(theirs[rounds / 2]),
                    "peer_p90_ms", Double.toString(theirs[rounds * 9 / 10]),
                    "ratio", Double.toString(ours[rounds / 2] / theirs[rounds / 2]),
                    "collectors_ms", collectors.toString(),
                    "series", Integer.toString(page.samples().size())));
            assertThat(Duration.ofNanos((long) (ours[rounds / 2] * 1e6))).isPositive();
        }
    }
}
