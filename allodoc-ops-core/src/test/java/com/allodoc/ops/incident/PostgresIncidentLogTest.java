package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresIncidentLogTest extends JdbcIncidentLogContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final DataSource source = SERVER.newDatabase();

    @Override
    DataSource source() {
        return source;
    }

    @Override
    DataSource another() {
        return SERVER.newDatabase();
    }

    @Test
    void a_role_that_may_only_read_and_insert_can_use_what_exists() throws Exception {
        append(log(), story().triggered(0, Severity.SEV2));
        execute(source, "DROP ROLE IF EXISTS ops_writer");
        execute(source, "CREATE ROLE ops_writer");
        execute(source, "GRANT SELECT, INSERT ON allodoc_incident_event TO ops_writer");
        execute(source, "GRANT SELECT ON allodoc_incident_schema TO ops_writer");
        execute(source, "ALTER DATABASE " + query(source, "SELECT current_database()") + " SET role = ops_writer");

        assertThat(log().append(
                                "inc-1",
                                IncidentLog.ANY_VERSION,
                                story().triggered(0, Severity.SEV2)
                                        .noted(1, "x")
                                        .events()))
                .isEqualTo(new AppendResult.Appended(2, 2));
    }

    @Test
    void a_writer_that_waits_too_long_for_another_fails_clearly() throws Exception {
        IncidentLog log = log();
        execute(source, "ALTER DATABASE " + query(source, "SELECT current_database()") + " SET lock_timeout = '200ms'");
        try (Connection other = source.getConnection()) {
            SqlDialect.POSTGRESQL.prepare(other);
            SqlDialect.POSTGRESQL.begin(other);

            assertThatThrownBy(() -> append(log, story().triggered(0, Severity.SEV2)))
                    .isInstanceOf(IncidentLogException.class)
                    .hasMessageContaining("append to inc-1 failed")
                    .hasMessageContaining("lock timeout");
            SqlDialect.POSTGRESQL.rollback(other);
        }
        append(log, story().triggered(0, Severity.SEV2));
    }

    @Test
    void a_writer_that_ignores_the_lock_is_stopped_by_the_sequence_that_can_be_taken_once() throws Exception {
        IncidentLog log = log();
        append(log, story().triggered(0, Severity.SEV2));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection foreign = source.getConnection();
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.execute("INSERT INTO allodoc_incident_event"
                    + " (position, incident, sequence, event_id, kind, happened_at, body)"
                    + " SELECT position + 1, incident, 2, 'foreign', 'noted', 0, '"
                    + EventText.encode(note("foreign")) + "' FROM allodoc_incident_event");
            Future<AppendResult> ours = thread.submit(() -> log.append("inc-1", 1, List.of(note("ours"))));
            await("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'transactionid'"
                    + " AND datname = current_database()");
            foreign.commit();

            assertThat(ours.get(300, TimeUnit.SECONDS)).isInstanceOf(AppendResult.Conflict.class);
        } finally {
            thread.shutdownNow();
        }
        assertThat(log.append("inc-1", 2, List.of(note("ours")))).isEqualTo(new AppendResult.Appended(3, 3));
    }

    private void await(String count) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (query(source, count).equals("0")) {
            assertThat(System.nanoTime()).as(count).isLessThan(deadline);
        }
    }
}
