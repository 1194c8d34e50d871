package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.postgres.PgSession;
import com.allodoc.ops.exporter.postgres.StableTop;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The statements that cost most, by time, calls, rows, blocks read, blocks spilled and WAL, and all others together. The
 * numbers of all come over and are ranked here, so that the server neither sorts nor reads the texts. Source: the
 * extension pg_stat_statements. Remembers what it saw last, so each target has one of its own.
 */
final class StatStatements implements Collector<PgSession> {
    private static final StableTop TOP = new StableTop(20, 40);
    private static final double[] NOTHING = new double[StatementMeasure.values().length];
    private static final Family TRACKED =
            Family.gauge("allodoc_postgres_statements_tracked", "Statements that pg_stat_statements remembers.");

    private final Map<String, double[]> rest = new TreeMap<>();
    private Map<StatementKey, double[]> last = Map.of();
    private Set<StatementKey> named = Set.of();

    @Override
    public String name() {
        return "stat_statements";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Duration minimumInterval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<Family> families() {
        List<Family> families = new ArrayList<>();
        families.add(TRACKED);
        for (StatementMeasure measure : StatementMeasure.values()) {
            families.add(measure.named());
            families.add(measure.rest());
        }
        return families;
    }

    /** The statements that were named last. */
    Set<StatementKey> named() {
        return named;
    }

    @Override
    public Collected collect(PgSession session, Deadline deadline) throws SQLException {
        Optional<StatementsExtension> extension = StatementsExtension.find(session, deadline);
        if (extension.isEmpty()) {
            return Collected.skipped(StatementsExtension.missing(session));
        }
        if (!extension.get().isReadable()) {
            return Collected.skipped(StatementsExtension.tooOld(session));
        }
        Map<StatementKey, double[]> now;
        try {
            now = session.query(extension.get().numbers(), deadline, StatStatements::read);
        } catch (SQLException e) {
            if (StatementsExtension.isNotLoaded(e)) {
                return Collected.skipped(StatementsExtension.notLoaded(session));
            }
            throw e;
        }
        named = TOP.choose(now, named, StatementMeasure.RANKED);
        addToRest(now);
        last = now;
        return Collected.of(namedTable(now), restTable(), SampleTable.single(TRACKED, now.size()));
    }

    /** A statement may be there twice: sent by a client and inside a function. */
    private static Map<StatementKey, double[]> read(ResultSet rows) throws SQLException {
        Map<StatementKey, double[]> statements = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        while (rows.next()) {
            StatementKey key =
                    new StatementKey(once(names, rows.getString(1)), once(names, rows.getString(2)), rows.getLong(3));
            double[] sums = statements.computeIfAbsent(key, k -> NOTHING.clone());
            for (int i = 0; i < NOTHING.length; i++) {
                sums[i] += rows.getDouble(4 + i);
            }
        }
        return statements;
    }

    /** The same few names come with thousands of rows. */
    private static String once(Map<String, String> names, String name) {
        String known = names.putIfAbsent(name, name);
        return known == null ? name : known;
    }

    /**
     * Adds what happened since the last time, so that the sums only grow: what is left after taking the named ones from
     * the whole would fall whenever one of them comes in.
     */
    private void addToRest(Map<StatementKey, double[]> now) {
        now.forEach((key, values) -> {
            double[] sums = rest.computeIfAbsent(key.datname(), k -> NOTHING.clone());
            if (named.contains(key)) {
                return;
            }
            double[] before = last.getOrDefault(key, NOTHING);
            for (int i = 0; i < values.length; i++) {
                // Less than before: the statistics were reset in between.
                sums[i] += values[i] < before[i] ? values[i] : values[i] - before[i];
            }
        });
    }

    private SampleTable namedTable(Map<StatementKey, double[]> now) {
        SampleTable.Builder table = SampleTable.labelled("user", "datname", "queryid");
        for (StatementMeasure measure : StatementMeasure.values()) {
            table.column(measure.named());
        }
        for (StatementKey key : named) {
            table.row(key.user(), key.datname(), Long.toString(key.queryid()));
            fill(table, now.getOrDefault(key, NOTHING));
        }
        return table.build();
    }

    private SampleTable restTable() {
        SampleTable.Builder table = SampleTable.labelled("datname");
        for (StatementMeasure measure : StatementMeasure.values()) {
            table.column(measure.rest());
        }
        rest.forEach((datname, sums) -> fill(table.row(datname), sums));
        return table.build();
    }

    private static void fill(SampleTable.Builder table, double[] values) {
        for (int i = 0; i < values.length; i++) {
            table.set(i, values[i]);
        }
    }
}
