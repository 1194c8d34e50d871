package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.postgres.PgSession;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The texts of the statements that {@link StatStatements} names, shortened. Whoever wants them must say so: texts may tell
 * more than numbers do. A text is asked for once. Source: the extension pg_stat_statements.
 */
final class StatementTexts implements Collector<PgSession> {
    private static final Family TEXT = Family.counter(
            "pg_stat_statements_query_id", "Always 1; the labels tell a statement's text.", "queryid", "query");

    /** Asked for, so that what remains without comments is long enough. */
    private static final int FETCHED = 1000;

    private final StatStatements statements;
    private final Map<Long, String> texts = new TreeMap<>();

    StatementTexts(StatStatements statements) {
        this.statements = statements;
    }

    @Override
    public String name() {
        return "stat_statements_query";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Duration minimumInterval() {
        return statements.minimumInterval();
    }

    @Override
    public List<Family> families() {
        return List.of(TEXT);
    }

    @Override
    public Collected collect(PgSession session, Deadline deadline) throws SQLException {
        Set<Long> wanted =
                statements.named().stream().map(StatementKey::queryid).collect(Collectors.toCollection(TreeSet::new));
        texts.keySet().retainAll(wanted);
        wanted.removeAll(texts.keySet());
        if (!wanted.isEmpty()) {
            Optional<StatementsExtension> extension = StatementsExtension.find(session, deadline);
            if (extension.isEmpty()) {
                return Collected.skipped(StatementsExtension.missing(session));
            }
            fetch(extension.get(), wanted, session, deadline);
        }
        SampleTable.Builder table = SampleTable.labelled("queryid", "query");
        int column = table.column(TEXT);
        texts.forEach((queryid, text) -> table.row(Long.toString(queryid), text).set(column, 1));
        return Collected.of(table.build());
    }

    private void fetch(StatementsExtension extension, Set<Long> wanted, PgSession session, Deadline deadline)
            throws SQLException {
        String queryids = wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
        session.query(extension.texts(queryids, FETCHED), deadline, rows -> {
            while (rows.next()) {
                texts.put(rows.getLong(1), StatementText.shown(rows.getString(2)));
            }
            return texts;
        });
    }
}
