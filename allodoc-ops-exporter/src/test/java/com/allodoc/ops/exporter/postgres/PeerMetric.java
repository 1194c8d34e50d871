package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.sample.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A line of the list of postgres_exporter's metrics, and what we know about it. */
record PeerMetric(String name, String type, Set<String> labels, String source) {
    private static final String PROCESS = "tells about the peer's process or its query files, which are not here";
    private static final String OLD = "only servers before PostgreSQL 10 have it, which nobody supports any more";

    private static final Map<String, String> WHY_NOT = Map.of(
            "pg_exporter_user_queries_load_error", PROCESS,
            "postgres_exporter_build_info", PROCESS,
            "postgres_exporter_config_last_reload_success_timestamp_seconds", PROCESS,
            "postgres_exporter_config_last_reload_successful", PROCESS,
            "pg_xlog_location_bytes", OLD,
            "pg_replication_slots_pg_xlog_location_diff", OLD,
            "pg_stat_replication_pg_xlog_location_diff", OLD);

    /** What stat_activity is summed over unless its other form is asked for: each wait would be a series. */
    private static final Set<String> ON_REQUEST = Set.of("backend_type", "wait_event_type", "wait_event");

    /** On one database the peer's label is not needed; on several, two may have an index of one name. */
    private static final String WITHOUT_DATNAME = "statio_user_indexes";

    /** Collectors all of whose metrics any primary has at any time. */
    private static final Set<String> ALWAYS = Set.of(
            "stat_database",
            "legacy map",
            "database",
            "stat_activity",
            "exporter itself",
            "locks",
            "roles",
            "stat_bgwriter",
            "stat_checkpointer",
            "wal",
            "stat_user_tables",
            "statio_user_tables");

    /** Those of them that need an event of their own. */
    private static final Set<String> NOT_ALWAYS = Set.of(
            "pg_stat_checkpointer_stats_reset_total",
            "pg_stat_user_tables_last_autoanalyze",
            "pg_stat_user_tables_last_autovacuum",
            "pg_statio_user_tables_tidx_blocks_hit",
            "pg_statio_user_tables_tidx_blocks_read",
            "pg_statio_user_tables_toast_blocks_hit",
            "pg_statio_user_tables_toast_blocks_read");

    static List<PeerMetric> list() {
        try (var file =
                Objects.requireNonNull(PeerMetric.class.getResourceAsStream("/postgres/postgres_exporter.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(PeerMetric::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PeerMetric parse(String line) {
        String[] fields = line.split("\t", -1);
        Set<String> labels = new TreeSet<>(List.of(fields[2].isEmpty() ? new String[0] : fields[2].split(",")));
        if (fields[3].equals(WITHOUT_DATNAME)) {
            labels.add("datname");
        }
        return new PeerMetric(fields[0], fields[1], labels, fields[3]);
    }

    /** The reason why it is never on our page; empty when it is. */
    Optional<String> whyNot() {
        return Optional.ofNullable(WHY_NOT.get(name));
    }

    /** As the catalogue has it. */
    String ourName() {
        return name.startsWith("pg_settings_<") ? "pg_settings_*" : name;
    }

    /** The label server is put on by the table, not by the family. */
    boolean isLike(Family family) {
        Set<String> withoutServer = new TreeSet<>(labels);
        withoutServer.remove("server");
        return family.type().text().equals(type) && withoutServer.equals(new TreeSet<>(family.labels()));
    }

    /** Whether a primary of this version has samples of it whatever happens on it. */
    boolean isOnAnyPrimary(int version) {
        String collector = source.replaceAll(" \\(.*", "");
        boolean isOfVersion = !(source.contains("PG>=14") && version < 14)
                && !(source.contains("PG>=16") && version < 16)
                && !(source.contains("PG>=17") && version < 17)
                && !(source.contains("PG<17") && version >= 17);
        return ALWAYS.contains(collector) && isOfVersion && whyNot().isEmpty() && !NOT_ALWAYS.contains(name);
    }

    @Override
    public Set<String> labels() {
        Set<String> byDefault = new TreeSet<>(labels);
        if (source.equals("stat_activity")) {
            byDefault.removeAll(ON_REQUEST);
        }
        return byDefault;
    }
}
