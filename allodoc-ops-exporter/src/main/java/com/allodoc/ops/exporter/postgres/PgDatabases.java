package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.Parts;
import com.allodoc.ops.exporter.collect.Target.PartVisitor;
import com.allodoc.ops.exporter.collect.UpReason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases of one server, asked one after the other, each over a connection of its own. As many connections as may
 * be are kept from scrape to scrape; the databases beyond them share the last one, which is opened for each anew. Used
 * by one thread at a time, except for {@link #abort()}.
 */
final class PgDatabases {
    private static final Logger log = LoggerFactory.getLogger(PgDatabases.class);

    private static final String ALL = """
        SELECT datname, has_database_privilege(oid, 'CONNECT')
        FROM pg_database
        WHERE datallowconn AND NOT datistemplate
        ORDER BY datname
        """;

    /** One database that hangs must leave time for those after it. */
    private static final int SHARE = 3;

    private static final Duration LEAST_SHARE = Duration.ofMillis(250);

    private static final String TOO_MANY = "53300";
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final PgSettings settings;
    private final PgTops tops;
    private final KeptSessions kept;
    private volatile @Nullable PgSession current;
    private volatile boolean aborted;

    PgDatabases(PgSettings settings, PgTops tops) {
        this.settings = settings;
        this.tops = tops;
        this.kept = new KeptSessions(settings.discovery().connections());
    }

    /** A database and whether this role may connect to it. */
    private record Found(String name, boolean allowed) {}

    /**
     * Finds the databases and calls the visitor for each.
     *
     * @throws SQLException when they could not be listed
     */
    Parts visit(PgSession main, Deadline deadline, PartVisitor<PgSession> visitor) throws SQLException {
        List<Found> all = main.query(ALL, deadline, rows -> {
            List<Found> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Found(rows.getString(1), rows.getBoolean(2)));
            }
            return found;
        });
        PgOutcomes outcomes = new PgOutcomes(settings);
        List<String> chosen = choose(all, outcomes);
        tops.keepOnly(chosen);
        if (chosen.remove(settings.database())) {
            visitor.visit(main.asPart(), deadline);
            outcomes.collected();
        }
        // No transaction of ours stays open while the others are asked.
        main.end();
        kept.keepOnly(chosen);
        boolean isFull = false;
        for (String database : chosen) {
            if (aborted || deadline.isExpired()) {
                outcomes.noTime(database);
            } else if (isFull) {
                outcomes.failed(database, UpReason.BUSY, "");
            } else {
                isFull = visit(database, deadline, visitor, outcomes) == UpReason.BUSY;
            }
        }
        return outcomes.parts();
    }

    private List<String> choose(List<Found> all, PgOutcomes outcomes) {
        PgDiscovery discovery = settings.discovery();
        List<String> chosen = new ArrayList<>();
        for (Found database : all) {
            if (!discovery.wants(database.name())) {
                outcomes.excluded();
            } else if (!database.allowed()) {
                outcomes.failed(database.name(), UpReason.PERMISSION, "may not be connected to");
            } else if (chosen.size() == discovery.max()) {
                outcomes.overLimit(database.name());
            } else {
                chosen.add(database.name());
            }
        }
        return chosen;
    }

    /** Asks in one database and says how that went. */
    private UpReason visit(String database, Deadline deadline, PartVisitor<PgSession> visitor, PgOutcomes outcomes) {
        Duration share = deadline.remaining().dividedBy(SHARE);
        Deadline until = deadline.atMost(share.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : share);
        PgSession part = null;
        try {
            part = begin(database, until);
            visitor.visit(part, until);
            part.end();
            if (until.isExpired()) {
                outcomes.noTime(database);
            } else {
                outcomes.collected();
            }
            return UpReason.OK;
        } catch (SQLException e) {
            Diagnosis diagnosis = new PgDiagnosis(settings.in(database)).diagnose(e);
            outcomes.failed(database, diagnosis.reason(), diagnosis.message());
            return diagnosis.reason();
        } finally {
            current = null;
            if (part != null) {
                kept.putOrClose(database, part);
            }
        }
    }

    private PgSession begin(String database, Deadline until) throws SQLException {
        Optional<PgSession> old = kept.take(database);
        if (old.isPresent()) {
            current = old.get();
            try {
                old.get().begin(until);
                return old.get();
            } catch (SQLException e) {
                log.debug("target={} database={} kept connection is gone", settings.name(), database, e);
                old.get().close();
            }
        }
        PgSession fresh = open(database, until);
        current = fresh;
        if (aborted) {
            fresh.abort();
        }
        try {
            fresh.begin(until);
            return fresh;
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    /**
     * The server may still count the connection that was closed just before, so that where the role has no more than
     * these, the next one is too many for a moment.
     */
    private PgSession open(String database, Deadline until) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return PgSession.openPart(settings.in(database), tops, until);
            } catch (SQLException e) {
                if (!TOO_MANY.equals(e.getSQLState()) || attempt == ATTEMPTS || until.isExpired()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
            }
        }
    }

    void abort() {
        aborted = true;
        PgSession asked = current;
        if (asked != null) {
            asked.abort();
        }
    }

    void close() {
        kept.keepOnly(List.of());
    }
}
