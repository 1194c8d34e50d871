package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the removals of a {@link RetentionPlan}, oldest first, and stops at the first surprise. A dry run unless
 * made with {@link #deleting}. Before the first removal the catalogue must hold what the plan was made from; new
 * backups may have arrived, since they never make a planned removal wrong. Before each removal the backup, and the
 * newest one of its group that stays, must be unchanged. Thread-safe as far as its ports are; two runs at once surprise
 * each other, and stop.
 */
public final class RetentionExecutor {
    /** A plan older than this describes another day. */
    public static final Duration MAXIMUM_PLAN_AGE = Duration.ofHours(1);

    private final BackupCatalog catalog;
    private final @Nullable BackupRemover remover;

    private RetentionExecutor(BackupCatalog catalog, @Nullable BackupRemover remover) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.remover = remover;
    }

    /** Checks everything and deletes nothing. */
    public static RetentionExecutor dryRun(BackupCatalog catalog) {
        return new RetentionExecutor(catalog, null);
    }

    /** Deletes. */
    public static RetentionExecutor deleting(BackupCatalog catalog, BackupRemover remover) {
        return new RetentionExecutor(catalog, requireNonNull(remover, "remover"));
    }

    /** Carries out {@code plan} at {@code now}, which must lie at most an hour after the plan was made. */
    public RetentionRun run(RetentionPlan plan, Instant now) {
        List<BackupRecord> removals = new ArrayList<>();
        plan.removals().forEach(remove -> removals.add(remove.backup()));
        removals.sort(Comparator.comparing(BackupRecord::startedAt).thenComparing(BackupRecord::id));
        Optional<String> surprise = surpriseBefore(plan, now);
        if (surprise.isPresent()) {
            return new RetentionRun(notAttempted(removals, 0), surprise.get());
        }
        Map<BackupGroup, BackupRecord> witnesses = witnesses(plan);
        List<RemovalOutcome> outcomes = new ArrayList<>();
        for (BackupRecord backup : removals) {
            RemovalOutcome outcome = remove(backup, witnesses.get(backup.group()));
            outcomes.add(outcome);
            if (outcome instanceof RemovalOutcome.Stopped stopped) {
                outcomes.addAll(notAttempted(removals, outcomes.size()));
                return new RetentionRun(outcomes, stopped.reason());
            }
        }
        return new RetentionRun(outcomes, null);
    }

    private Optional<String> surpriseBefore(RetentionPlan plan, Instant now) {
        Duration age = Duration.between(plan.madeAt(), now);
        if (age.isNegative() || age.compareTo(MAXIMUM_PLAN_AGE) > 0) {
            return Optional.of("the plan was made at " + plan.madeAt() + " and it is " + now + "; plan again");
        }
        CatalogListing listing = catalog.list();
        if (!listing.complete()) {
            return Optional.of("the catalogue could not be read completely; make it readable and plan again");
        }
        Map<BackupId, BackupRecord> current = new HashMap<>();
        listing.records().forEach(record -> current.put(record.id(), record));
        for (RetentionPlan.Group group : plan.groups()) {
            for (Decision decision : group.decisions()) {
                BackupRecord found = current.remove(decision.backup().id());
                if (settled(decision.backup()) && !decision.backup().equals(found)) {
                    return Optional.of(changed(decision.backup(), found));
                }
            }
        }
        return current.values().stream()
                .filter(record -> !record.startedAt().isAfter(plan.madeAt()))
                .min(Comparator.comparing(BackupRecord::id))
                .map(record -> record.id() + " is older than the plan but not part of it; plan again");
    }

    // A running backup may finish between plan and execution: expected, not a surprise.
    private static boolean settled(BackupRecord record) {
        return record.outcome() != BackupOutcome.RUNNING;
    }

    private RemovalOutcome remove(BackupRecord backup, @Nullable BackupRecord witness) {
        if (witness == null) {
            return new RemovalOutcome.Stopped(backup, "no backup of " + backup.group() + " would remain; plan again");
        }
        for (BackupRecord expected : List.of(witness, backup)) {
            BackupRecord found = catalog.find(expected.id()).orElse(null);
            if (!expected.equals(found)) {
                return new RemovalOutcome.Stopped(backup, changed(expected, found));
            }
        }
        if (remover == null) {
            return new RemovalOutcome.WouldRemove(backup);
        }
        try {
            remover.remove(backup);
            return new RemovalOutcome.Removed(backup);
        } catch (IOException e) {
            return new RemovalOutcome.Stopped(backup, "deleting " + backup.id() + " failed: " + e.getMessage());
        }
    }

    private static String changed(BackupRecord expected, @Nullable BackupRecord found) {
        return found == null
                ? expected.id() + " has vanished since the plan was made; plan again"
                : expected.id() + " has changed since the plan was made; plan again";
    }

    private static Map<BackupGroup, BackupRecord> witnesses(RetentionPlan plan) {
        Map<BackupGroup, BackupRecord> witnesses = new HashMap<>();
        for (RetentionPlan.Group group : plan.groups()) {
            group.decisions().stream()
                    .filter(decision -> decision.stays() && decision.backup().isComplete())
                    .filter(decision -> !decision.backup().startedAt().isAfter(plan.madeAt()))
                    .findFirst()
                    .ifPresent(decision -> witnesses.put(group.id(), decision.backup()));
        }
        return witnesses;
    }

    private static List<RemovalOutcome> notAttempted(List<BackupRecord> removals, int from) {
        List<RemovalOutcome> outcomes = new ArrayList<>();
        removals.subList(from, removals.size())
                .forEach(backup -> outcomes.add(new RemovalOutcome.NotAttempted(backup)));
        return outcomes;
    }
}
