package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A collector as a value: a query, and what its columns mean. Immutable, safe for use by any thread.
 *
 * <p>A column that is NULL is an absent sample; a label that is NULL is empty. What the server does not have or does not
 * allow is reported as skipped, with what would mend it.
 *
 * @see #named(String)
 */
public final class PgQuery implements Collector<PgSession> {

    /** Insufficient privilege; no such table, function or schema; an extension that is not loaded. */
    private static final Set<String> NOT_TO_BE_HAD = Set.of("42501", "42P01", "42883", "3F000", "55000");

    private final String name;
    private final PgScope scope;
    private final List<Text> texts;
    private final List<PgTable> tables;
    private final String remedy;
    private final Duration minimumInterval;
    private final boolean optional;
    private final @Nullable Duration timeout;
    private final int maxRows;
    private final boolean foreign;
    private final List<Family> families;

    private record Text(PgVersions versions, String sql) {}

    private PgQuery(PgQuery other, Duration minimumInterval) {
        this.name = other.name;
        this.scope = other.scope;
        this.texts = other.texts;
        this.tables = other.tables;
        this.remedy = other.remedy;
        this.minimumInterval = minimumInterval;
        this.optional = other.optional;
        this.timeout = other.timeout;
        this.maxRows = other.maxRows;
        this.foreign = other.foreign;
        this.families = other.families;
    }

    private PgQuery(Builder builder, List<PgTable> tables) {
        this.name = builder.name;
        this.scope = builder.scope;
        this.texts = List.copyOf(builder.texts);
        this.tables = List.copyOf(tables);
        this.remedy = builder.remedy;
        this.minimumInterval = builder.minimumInterval;
        this.optional = builder.optional;
        this.timeout = builder.timeout;
        this.maxRows = builder.maxRows;
        this.foreign = builder.foreign;
        this.families = tables.stream()
                .flatMap(table -> table.metrics().stream())
                .map(PgTable.Metric::family)
                .toList();
    }

    /** Starts a query under the name of its collector: {@code stat_database}. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    @Override
    public String name() {
        return name;
    }

    public PgScope scope() {
        return scope;
    }

    @Override
    public List<Family> families() {
        return families;
    }

    @Override
    public Duration minimumInterval() {
        return minimumInterval;
    }

    @Override
    public boolean isPerPart() {
        return scope == PgScope.DATABASE;
    }

    @Override
    public PgQuery every(Duration interval) {
        return new PgQuery(this, interval);
    }

    @Override
    public boolean isOptional() {
        return optional;
    }

    @Override
    public Collected collect(PgSession session, Deadline deadline) throws SQLException {
        int major = session.version().major();
        Optional<String> sql = sql(major);
        if (sql.isEmpty()) {
            return Collected.skipped("PostgreSQL " + major + " at " + session.server() + " does not have it; "
                    + texts.get(0).versions().text() + " does");
        }
        try {
            return ask(isAboutRelations() ? session.relations().restrict(sql.get()) : sql.get(), session, deadline);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && NOT_TO_BE_HAD.contains(state)) {
                return Collected.skipped(session.explain(e) + remedy);
            }
            throw e;
        }
    }

    /** Whether each row is about one table or index; a user's own query says for itself which. */
    private boolean isAboutRelations() {
        return isPerPart()
                && !foreign
                && tables.stream().allMatch(table -> table.labels().containsAll(PgTableReader.RELATION));
    }

    /** As {@link #collect}, but what is not to be had is a failure too. */
    Collected ask(String sql, PgSession session, Deadline deadline) throws SQLException {
        if (foreign) {
            PgStatements.requireSingle(sql);
        }
        Deadline own = timeout == null ? deadline : deadline.atMost(timeout);
        try {
            return session.query(sql, own, rows -> read(rows, session));
        } finally {
            if (foreign) {
                session.forgetLimits();
            }
        }
    }

    /** The text for a major version: of those that fit, the one with the latest {@code since}. */
    Optional<String> sql(int major) {
        return texts.stream()
                .filter(text -> text.versions().contains(major))
                .reduce((a, b) -> b.versions().since() >= a.versions().since() ? b : a)
                .map(Text::sql);
    }

    private Collected read(ResultSet rows, PgSession session) throws SQLException {
        List<PgTableReader> readers = new ArrayList<>(tables.size());
        for (PgTable table : tables) {
            readers.add(new PgTableReader(table, rows, session.version().major(), foreign, session.rowsBefore(this)));
        }
        int taken = 0;
        int left = 0;
        while (rows.next()) {
            if (taken == maxRows) {
                left++;
                continue;
            }
            taken++;
            for (PgTableReader reader : readers) {
                reader.row(rows);
            }
        }
        session.rowsBefore(this, taken);
        List<SampleTable> done = new ArrayList<>(readers.size());
        boolean perDatabase = isPerPart() && session.isPart();
        boolean choosing = isAboutRelations() && !session.tops().areAll();
        readers.forEach(reader -> done.add(reader.finish(session, perDatabase, choosing)));
        return new Collected.Tables(done, left * families.size());
    }

    /**
     * Builds a {@link PgQuery}. {@link #since(int)} and {@link #before(int)} are about the one text or metric that
     * follows them. Not safe for use by several threads.
     */
    public static final class Builder {
        private final String name;
        private final List<Text> texts = new ArrayList<>();
        private final List<PgTable> tables = new ArrayList<>();
        private PgScope scope = PgScope.SERVER;
        private String remedy = "";
        private Duration minimumInterval = Duration.ZERO;
        private boolean optional;
        private @Nullable Duration timeout;
        private int maxRows = Integer.MAX_VALUE;
        private boolean foreign;

        private List<String> labels = new ArrayList<>();
        private List<PgTable.Metric> metrics = new ArrayList<>();
        private boolean labelsServer;
        private PgVersions versions = PgVersions.ALL;

        private Builder(String name) {
            if (!Family.isLabelName(name)) {
                throw new IllegalArgumentException("name: \"" + name + "\" may have letters, digits and '_' only");
            }
            this.name = name;
        }

        public Builder scope(PgScope scope) {
            this.scope = scope;
            return this;
        }

        /** Asks no more often than this; in between, what was asked last is given again. */
        public Builder every(Duration interval) {
            if (interval.isNegative()) {
                throw new IllegalArgumentException("interval must not be negative: " + interval);
            }
            minimumInterval = interval;
            return this;
        }

        /** Ends it after so long, when the scrape would give it more. */
        public Builder timeout(Duration longest) {
            if (longest.isZero() || longest.isNegative()) {
                throw new IllegalArgumentException("longest must be longer than nothing: " + longest);
            }
            timeout = longest;
            return this;
        }

        /** Takes so many rows; what the others would have given is counted as dropped. */
        public Builder maxRows(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("rows must be at least 1: " + rows);
            }
            maxRows = rows;
            return this;
        }

        /** Its text is a user's: it is refused unless it is a single statement, which can't leave our transaction. */
        public Builder foreign() {
            foreign = true;
            return this;
        }

        /** Runs only when the configuration names it. */
        public Builder optional() {
            optional = true;
            return this;
        }

        /** The next text or metric is only for this major version and newer ones. */
        public Builder since(int major) {
            versions = versions.since(major);
            return this;
        }

        /** The next text or metric is only for versions older than this major one. */
        public Builder before(int major) {
            versions = versions.before(major);
            return this;
        }

        /** A text of the query. Of several, the one with the latest {@link #since(int)} that fits is asked. */
        public Builder sql(String sql) {
            texts.add(new Text(takeVersions(), sql));
            return this;
        }

        /** What would mend it when the server does not have or allow it, beyond what the SQLSTATE says. */
        public Builder remedy(String remedy) {
            this.remedy = "; " + remedy;
            return this;
        }

        /** A label, which is the name of a column too. All labels come before the first metric of their table. */
        public Builder label(String label) {
            if (!metrics.isEmpty()) {
                throw new IllegalArgumentException("label: \"" + label + "\" comes after a metric; put it before");
            }
            labels.add(label);
            return this;
        }

        /** Puts the label {@code server} on this table, whose value is host and port. */
        public Builder labelServer() {
            labelsServer = true;
            return this;
        }

        /** Ends the table begun and begins another one of the same rows, with labels of its own. */
        public Builder table() {
            takeTable();
            return this;
        }

        public Builder gauge(String metric, String column, String help) {
            return metric(metric, MetricType.GAUGE, column, help);
        }

        public Builder counter(String metric, String column, String help) {
            return metric(metric, MetricType.COUNTER, column, help);
        }

        public Builder untyped(String metric, String column, String help) {
            return metric(metric, MetricType.UNTYPED, column, help);
        }

        /**
         * A histogram: {@code column} is an array of edges, and the columns {@code column_bucket} (an array of cumulative
         * counts), {@code column_sum} and {@code column_count} go with it.
         */
        public Builder histogram(String metric, String column, String help) {
            return metric(metric, MetricType.HISTOGRAM, column, help);
        }

        /** A gauge of a column of texts, each of which stands for a number. */
        public Builder mapped(String metric, String column, String help, Map<String, Double> numbers) {
            return metric(metric, MetricType.GAUGE, column, help, PgNumber.mapped(numbers));
        }

        /** A gauge of a column of intervals, or of texts such as {@code 1h5m}, in milliseconds. */
        public Builder milliseconds(String metric, String column, String help) {
            return metric(metric, MetricType.GAUGE, column, help, PgDurationText::milliseconds);
        }

        private Builder metric(String metric, MetricType type, String column, String help) {
            return metric(metric, type, column, help, null);
        }

        private Builder metric(String metric, MetricType type, String column, String help, @Nullable PgNumber number) {
            metrics.add(new PgTable.Metric(new Family(metric, type, help, labels), column, takeVersions(), number));
            return this;
        }

        private PgVersions takeVersions() {
            PgVersions taken = versions;
            versions = PgVersions.ALL;
            return taken;
        }

        private void takeTable() {
            if (metrics.isEmpty()) {
                throw new IllegalArgumentException("table: \"" + name + "\" has a table without a metric");
            }
            tables.add(new PgTable(labels, labelsServer, metrics));
            labels = new ArrayList<>();
            metrics = new ArrayList<>();
            labelsServer = false;
        }

        /**
         * The query.
         *
         * @throws IllegalArgumentException when it has no text, no metric or one metric twice
         */
        public PgQuery build() {
            takeTable();
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("sql: \"" + name + "\" has none");
            }
            PgQuery query = new PgQuery(this, tables);
            long names = query.families.stream().map(Family::name).distinct().count();
            if (names < query.families.size()) {
                throw new IllegalArgumentException("metric: \"" + name + "\" has one of them twice");
            }
            return query;
        }
    }
}
