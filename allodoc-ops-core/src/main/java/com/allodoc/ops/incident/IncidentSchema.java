package com.allodoc.ops.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of {@link JdbcIncidentLog} and the way from each version to the next. A version, once released, never changes: a
 * new need is a new version. All steps of a migration are one transaction of the only writer, so two processes that start at
 * once do it once, and one that dies half-way has done nothing.
 */
final class IncidentSchema {
    static final String VERSION_TABLE = "allodoc_incident_schema";
    static final int LATEST = 2;
    private static final Logger log = LoggerFactory.getLogger(IncidentSchema.class);

    private static final List<String> VERSION_1 = List.of(
            """
            CREATE TABLE allodoc_incident_event (
                position BIGINT NOT NULL PRIMARY KEY,
                incident VARCHAR(128) NOT NULL,
                sequence BIGINT NOT NULL,
                event_id VARCHAR(128) NOT NULL UNIQUE,
                kind VARCHAR(32) NOT NULL,
                happened_at BIGINT NOT NULL,
                opens_key VARCHAR(255),
                body TEXT NOT NULL,
                UNIQUE (incident, sequence))""",
            "CREATE INDEX allodoc_incident_event_kind ON allodoc_incident_event (incident, kind)",
            "CREATE INDEX allodoc_incident_event_key ON allodoc_incident_event (opens_key, position)"
                    + " WHERE opens_key IS NOT NULL");

    private IncidentSchema() {}

    /** Brings the tables to version {@code target}, which is {@link #LATEST} outside of tests. */
    static void migrate(Connection connection, SqlDialect dialect, int target) throws SQLException {
        // Not CREATE IF NOT EXISTS: a role that may only read and insert must be able to open what exists.
        int found = dialect.hasVersionTable(connection) ? version(connection) : 0;
        if (found == 0) {
            SqlDialect.execute(connection, "CREATE TABLE " + VERSION_TABLE + " (version INTEGER NOT NULL PRIMARY KEY)");
        }
        if (found > LATEST) {
            throw new IncidentLogException("incident log store=" + dialect.text() + ": its schema has version " + found
                    + ", this release knows " + LATEST + "; run the release that wrote it, or a newer one");
        }
        for (int version = found + 1; version <= target; version++) {
            for (String statement : version == 1 ? VERSION_1 : dialect.appendOnly()) {
                SqlDialect.execute(connection, statement);
            }
            record(connection, version);
        }
        if (found < target) {
            log.info("incident log store={} schema={} from={}", dialect.text(), target, found);
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM " + VERSION_TABLE)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void record(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + VERSION_TABLE + " (version) VALUES (?)")) {
            statement.setInt(1, version);
            statement.executeUpdate();
        }
    }
}
