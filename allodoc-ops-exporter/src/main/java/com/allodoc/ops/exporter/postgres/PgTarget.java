package com.allodoc.ops.exporter.postgres;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.Parts;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL server to be watched. Remembers which of its tables it named; otherwise immutable. */
public final class PgTarget implements Target<PgSession> {
    private final PgSettings settings;
    private final List<Collector<PgSession>> collectors;
    private final PgDiagnosis diagnosis;
    private final PgTops tops;

    private PgTarget(PgSettings settings, List<Collector<PgSession>> collectors) {
        this.settings = requireNonNull(settings, "settings");
        this.collectors = List.copyOf(collectors);
        this.diagnosis = new PgDiagnosis(settings);
        this.tops = new PgTops(settings.relations().top());
    }

    /**
     * A target with these collectors, {@code PgQueries.standard()} as a rule. They run in this order, so that cheap ones
     * come first when the deadline is short.
     */
    public static PgTarget of(PgSettings settings, List<Collector<PgSession>> collectors) {
        return new PgTarget(settings, collectors);
    }

    @Override
    public String source() {
        return "postgres";
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String server() {
        return settings.server();
    }

    @Override
    public List<Collector<PgSession>> collectors() {
        return collectors;
    }

    @Override
    public PgSession open(Deadline deadline) throws SQLException {
        return PgSession.open(settings, diagnosis, tops, deadline);
    }

    /**
     * As {@link #open}, at this address and no other.
     *
     * @throws SQLException when that fails
     */
    public PgSession openAt(InetAddress address, Deadline deadline) throws SQLException {
        return PgSession.open(settings.at(address), diagnosis, tops, deadline);
    }

    @Override
    public int seriesLimit() {
        return settings.maxSeries();
    }

    @Override
    public Optional<Parts> parts(PgSession session, Deadline deadline, PartVisitor<PgSession> visitor)
            throws SQLException {
        if (!settings.discovery().enabled()) {
            visitor.visit(session, deadline);
            return Optional.empty();
        }
        return Optional.of(session.databases().visit(session, deadline, visitor));
    }

    @Override
    public Diagnosis diagnose(PgSession session, Throwable failure) {
        return session.diagnose(failure);
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
        return diagnosis.diagnose(failure);
    }

    @Override
    public List<SampleTable> envelope(ScrapeReport report) {
        return PgEnvelope.tables(report);
    }

    @Override
    public List<Family> envelopeFamilies() {
        return PgEnvelope.FAMILIES;
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
