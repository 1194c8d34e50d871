package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Deadline;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Runs queries once, as a scrape would, to tell what is wrong with them. */
public final class PgCheck {
    private PgCheck() {}

    /**
     * What is wrong with these queries, at most one finding for each, in every database that is watched.
     *
     * @throws SQLException when the server can't be asked at all; {@link PgTarget#diagnose} knows why
     */
    public static List<PgFinding> run(PgTarget target, List<PgQuery> queries, Deadline deadline) throws SQLException {
        Map<String, PgFinding> findings = new LinkedHashMap<>();
        try (PgSession session = target.open(deadline)) {
            session.begin(deadline);
            queries.stream()
                    .filter(query -> !query.isPerPart())
                    .forEach(query -> ask(query, session, deadline, findings));
            if (queries.stream().anyMatch(PgQuery::isPerPart)) {
                target.parts(
                        session,
                        deadline,
                        (part, until) -> queries.stream()
                                .filter(PgQuery::isPerPart)
                                .forEach(query -> ask(query, part, until, findings)));
            }
            session.end();
        }
        return List.copyOf(findings.values());
    }

    private static void ask(PgQuery query, PgSession session, Deadline deadline, Map<String, PgFinding> findings) {
        Optional<String> sql = query.sql(session.version().major());
        if (sql.isEmpty()) {
            return;
        }
        try {
            query.ask(sql.get(), session, deadline);
        } catch (SQLException e) {
            findings.putIfAbsent(query.name(), new PgFinding(query.name(), position(e), session.explain(e)));
        }
    }

    private static int position(SQLException e) {
        ServerErrorMessage answer = e instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        return answer == null ? 0 : answer.getPosition();
    }
}
