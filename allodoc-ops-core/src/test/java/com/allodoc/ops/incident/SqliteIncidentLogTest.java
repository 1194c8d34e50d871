package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.TestEvents.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqliteIncidentLogTest extends JdbcIncidentLogContract {
    @TempDir
    private Path directory;

    @Override
    DataSource source() {
        return SqliteStore.at(directory.resolve("incidents.db"));
    }

    @Override
    DataSource another() throws IOException {
        return SqliteStore.at(Files.createTempDirectory(directory, "another").resolve("incidents.db"));
    }

    @Test
    void keeps_its_journal_ahead_of_its_file() {
        log();

        assertThat(query(source(), "PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(query(source(), "PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void a_file_that_another_is_just_writing_its_first_page_to_is_waited_for() throws Exception {
        try (Connection other = source().getConnection()) {
            other.setAutoCommit(false);
            SqlDialect.execute(other, "CREATE TABLE other (id INTEGER)");
            FutureTask<IncidentLog> opening = new FutureTask<>(this::log);
            Thread opener = new Thread(opening, "opener");
            opener.start();

            while (opener.getState() != Thread.State.TIMED_WAITING) {
                assertThat(opening.isDone()).as("gave up at once").isFalse();
                Thread.onSpinWait();
            }
            other.commit();

            assertThat(opening.get(60, TimeUnit.SECONDS).open()).isEmpty();
        }
    }

    @Test
    void a_database_in_memory_is_refused_because_it_would_forget() {
        SQLiteDataSource memory = new SQLiteDataSource();
        memory.setUrl("jdbc:sqlite::memory:");

        assertThatThrownBy(() -> JdbcIncidentLog.open(memory))
                .isInstanceOf(IncidentLogException.class)
                .hasMessageContaining("use a file");
    }

    @Test
    void a_full_disk_is_a_clear_failure_and_loses_nothing() {
        append(log(), story().triggered(0, Severity.SEV2));
        SQLiteDataSource full = new SQLiteDataSource();
        full.setUrl("jdbc:sqlite:" + directory.resolve("incidents.db"));
        full.setMaxPageCount(40);
        IncidentLog tight = JdbcIncidentLog.open(full);
        List<String> stored = new ArrayList<>(List.of("inc-1-0"));
        List<IncidentEvent> refused = new ArrayList<>();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        refused.clear();
                        refused.add(note("a" + i));
                        refused.add(note("b" + i));
                        tight.append("inc-1", IncidentLog.ANY_VERSION, refused);
                        refused.forEach(event -> stored.add(event.id()));
                    }
                })
                .isInstanceOf(IncidentLogException.class)
                .hasMessageContaining("append to inc-1 failed")
                .hasMessageContaining("free some space");

        assertThat(stored).hasSizeGreaterThan(10);
        assertThat(log().read("inc-1")).extracting(event -> event.event().id()).containsExactlyElementsOf(stored);
        assertThat(log().append("inc-1", IncidentLog.ANY_VERSION, refused).isStored())
                .isTrue();
        assertThat(query(source(), "PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void a_path_that_can_not_be_opened_is_a_clear_failure() {
        assertThatThrownBy(() -> JdbcIncidentLog.open(SqliteStore.at(directory.resolve("missing/incidents.db"))))
                .isInstanceOf(IncidentLogException.class)
                .hasMessageContaining("incident log can't be opened");
    }
}
