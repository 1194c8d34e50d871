package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a log in a database promises beyond {@link IncidentLogContract}. */
abstract class JdbcIncidentLogContract extends IncidentLogContract {

    /** This test's database, empty at the start of the test. */
    abstract DataSource source();

    /** Another empty database. */
    abstract DataSource another() throws Exception;

    @Override
    IncidentLog log() {
        return JdbcIncidentLog.open(source());
    }

    @Test
    void survives_its_reopening() {
        List<IncidentEvent> events = story().triggered(0, Severity.SEV2)
                .noted(1, "\uD83D\uDEA8 \"'\n")
                .events();
        log().append("inc-1", 0, events);

        assertThat(log().read("inc-1")).extracting(StoredEvent::event).containsExactlyElementsOf(events);
    }

    @Test
    void several_that_open_an_empty_database_at_once_create_it_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            DataSource fresh = another();
            atOnce(6, writer -> () -> {
                IncidentLog log = JdbcIncidentLog.open(fresh);
                append(log, story("inc-" + writer).triggered(0, Severity.SEV2));
                return writer;
            });

            assertThat(JdbcIncidentLog.open(fresh).readSince(0, 100)).hasSize(6);
            assertThat(query(fresh, "SELECT count(*) FROM allodoc_incident_schema"))
                    .isEqualTo("2");
        }
    }

    @Test
    void a_store_of_version_1_is_brought_forward_with_its_events() {
        IncidentLog old = JdbcIncidentLog.open(source(), 1);
        append(old, story().triggered(0, Severity.SEV2));

        IncidentLog log = log();

        assertThat(log.open()).extracting(Incident::id).containsExactly("inc-1");
        assertThat(query(source(), "SELECT max(version) FROM allodoc_incident_schema"))
                .isEqualTo("2");
    }

    @Test
    void a_store_of_a_newer_release_is_refused() {
        log();
        execute(source(), "INSERT INTO allodoc_incident_schema (version) VALUES (99)");

        assertThatThrownBy(this::log)
                .isInstanceOf(IncidentLogException.class)
                .hasMessageContaining("its schema has version 99, this release knows 2");
    }

    @Test
    void events_can_neither_be_changed_nor_removed() {
        append(log(), story().triggered(0, Severity.SEV2));

        for (String sql : List.of(
                "DELETE FROM allodoc_incident_event",
                "UPDATE allodoc_incident_event SET body = 'x' WHERE position = 1")) {
            assertThatThrownBy(() -> execute(source(), sql)).hasStackTraceContaining("append-only");
        }
        assertThat(log().read("inc-1")).hasSize(1);
    }

    @Test
    void a_spoiled_event_is_named_by_its_position() {
        append(log(), story().triggered(0, Severity.SEV2));
        execute(
                source(),
                "INSERT INTO allodoc_incident_event (position, incident, sequence, event_id, kind, happened_at, body)"
                        + " VALUES (2, 'inc-1', 2, 'x', 'noted', 0, '{\"kind\":')");

        assertThatThrownBy(() -> log().read("inc-1"))
                .isInstanceOf(IncidentLogException.class)
                .hasMessageContaining("position=2")
                .hasMessageContaining("column 9");
    }

    static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static String query(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
