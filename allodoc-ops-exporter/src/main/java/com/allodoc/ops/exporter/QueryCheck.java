package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.PostgresQuery;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.config.Problem;
import com.allodoc.ops.exporter.postgres.PgCheck;
import com.allodoc.ops.exporter.postgres.PgFinding;
import com.allodoc.ops.exporter.postgres.PgTarget;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the servers about the user's own queries, so that a bad one is told where it is written. */
public final class QueryCheck {
    private QueryCheck() {}

    /** Every problem of every query at every server; connects to those that have queries and to no other. */
    public static List<Problem> run(ExporterConfig config) {
        List<Problem> problems = new ArrayList<>();
        for (PostgresTarget target : config.postgres()) {
            if (!target.queries().isEmpty()) {
                check(target, Deadline.after(config.scrape().timeout()), problems);
            }
        }
        return problems;
    }

    private static void check(PostgresTarget target, Deadline deadline, List<Problem> problems) {
        PgTarget server = PostgresTargets.of(target);
        Map<String, PostgresQuery> queries = new LinkedHashMap<>();
        target.queries().forEach(query -> queries.put(query.name(), query));
        try {
            List<PgFinding> findings = PgCheck.run(
                    server,
                    queries.values().stream().map(PostgresTargets::query).toList(),
                    deadline);
            for (PgFinding finding : findings) {
                PostgresQuery query = queries.get(finding.query());
                if (query != null) {
                    problems.add(
                            query.origin().problem(query.name(), query.sql(), finding.position(), finding.message()));
                }
            }
        } catch (SQLException e) {
            problems.add(new Problem(
                    "postgres target=" + target.name(),
                    0,
                    0,
                    "",
                    server.diagnose(e).message()));
        }
    }
}
