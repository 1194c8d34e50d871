package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static com.allodoc.ops.backup.Backups.begun;
import static com.allodoc.ops.backup.Backups.daily;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetentionExecutorTest {
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");

    private final List<BackupRecord> records = daily("2025-03-26", "2025-03-31", "02:00");
    private final FakeCatalog catalog = new FakeCatalog(records);
    private final RetentionPlan plan = RetentionPolicy.of(2, 0, 0, PARIS).plan(records, NOW);
    private final RetentionExecutor deleting = RetentionExecutor.deleting(catalog, catalog);

    @Test
    void a_dry_run_says_what_it_would_remove_and_removes_nothing() {
        RetentionRun run = RetentionExecutor.dryRun(catalog).run(plan, NOW);
        assertThat(run.outcomes()).hasSize(4).hasOnlyElementsOfType(RemovalOutcome.WouldRemove.class);
        assertThat(run.removed()).isZero();
        assertThat(catalog.records).hasSize(6);
    }

    @Test
    void removals_go_oldest_first() {
        RetentionRun run = deleting.run(plan, NOW);
        assertThat(run.surprise()).isEmpty();
        assertThat(run.removed()).isEqualTo(4);
        assertThat(catalog.removed).isEqualTo(records.subList(0, 4));
    }

    @Test
    void backups_that_arrived_since_are_no_surprise() {
        catalog.put(begun(NOW.plusSeconds(1)).build());
        assertThat(deleting.run(plan, NOW.plusSeconds(60)).removed()).isEqualTo(4);
    }

    @Test
    void a_backup_that_finished_since_is_no_surprise() {
        BackupRecord running =
                begun(NOW.minusSeconds(9)).outcome(BackupOutcome.RUNNING).build();
        catalog.put(running);
        RetentionPlan withRunning =
                RetentionPolicy.of(2, 0, 0, PARIS).plan(catalog.list().records(), NOW);
        catalog.put(begun(NOW.minusSeconds(9)).size(2_000).build());
        assertThat(deleting.run(withRunning, NOW).removed()).isEqualTo(4);
    }

    @Nested
    class Stops_before_the_first_removal {
        @Test
        void when_the_plan_is_older_than_an_hour_or_from_the_future() {
            assertNothingRemoved(
                    deleting.run(plan, NOW.plus(Duration.ofHours(1)).plusNanos(1)), "plan again");
            assertNothingRemoved(deleting.run(plan, NOW.minusNanos(1)), "plan again");
            assertThat(deleting.run(plan, NOW.plus(Duration.ofHours(1))).removed())
                    .isEqualTo(4);
        }

        @Test
        void when_the_catalogue_can_not_be_read_completely() {
            catalog.complete = false;
            assertNothingRemoved(deleting.run(plan, NOW), "could not be read completely");
        }

        @Test
        void when_a_backup_that_was_to_stay_has_vanished() {
            catalog.records.remove(records.get(5).id());
            assertNothingRemoved(deleting.run(plan, NOW), "has vanished");
        }

        @Test
        void when_one_was_pinned_or_changed_since() {
            catalog.put(records.get(0).withPin(Pin.of("evidence")));
            assertNothingRemoved(deleting.run(plan, NOW), "has changed");
        }

        @Test
        void when_an_older_one_turns_up() {
            catalog.put(begun(NOW.minus(Duration.ofDays(90))).build());
            assertNothingRemoved(deleting.run(plan, NOW), "not part of it");
        }

        private void assertNothingRemoved(RetentionRun run, String reason) {
            assertThat(run.surprise())
                    .hasValueSatisfying(text -> assertThat(text).contains(reason));
            assertThat(run.outcomes()).hasSize(4).hasOnlyElementsOfType(RemovalOutcome.NotAttempted.class);
            assertThat(catalog.removed).isEmpty();
        }
    }

    @Nested
    class Stops_at_the_first_surprise_in_between {
        @Test
        void when_the_newest_kept_one_vanishes() {
            catalog.beforeRemoval = () -> catalog.records.remove(records.get(5).id());
            RetentionRun run = deleting.run(plan, NOW);
            assertThat(run.outcomes())
                    .hasExactlyElementsOfTypes(
                            RemovalOutcome.Removed.class,
                            RemovalOutcome.Stopped.class,
                            RemovalOutcome.NotAttempted.class,
                            RemovalOutcome.NotAttempted.class);
            assertThat(run.surprise())
                    .hasValueSatisfying(text -> assertThat(text).contains("vanished"));
        }

        @Test
        void when_the_next_one_changes() {
            catalog.beforeRemoval = () -> catalog.put(records.get(1).withPin(Pin.of("evidence")));
            assertThat(deleting.run(plan, NOW).removed()).isEqualTo(1);
        }

        @Test
        void when_a_removal_fails() {
            catalog.failAfter = 2;
            RetentionRun run = deleting.run(plan, NOW);
            assertThat(run.removed()).isEqualTo(2);
            assertThat(run.surprise())
                    .hasValueSatisfying(text -> assertThat(text).contains("read-only"));
            assertThat(run.outcomes()).last().isInstanceOf(RemovalOutcome.NotAttempted.class);
        }
    }
}
