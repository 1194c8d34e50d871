package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All verifications that are remembered, indexed by backup. The newest failure of a backup cancels every older proof of
 * it, at any level: a copy whose checksum is wrong today can't be restored although it could last week. Immutable and
 * thread-safe.
 */
public final class Verifications {
    private static final Verifications NONE = new Verifications(List.of());

    private static final Comparator<Verification> STRONGEST =
            Comparator.comparing(Verification::level).thenComparing(Verification::at);

    private final Map<BackupId, List<Verification>> byBackup = new HashMap<>();

    private Verifications(Collection<Verification> all) {
        for (Verification verification : all) {
            byBackup.computeIfAbsent(verification.backup(), unseen -> new ArrayList<>())
                    .add(verification);
        }
    }

    public static Verifications none() {
        return NONE;
    }

    /** In any order. */
    public static Verifications of(Collection<Verification> all) {
        return new Verifications(all);
    }

    public boolean isEmpty() {
        return byBackup.isEmpty();
    }

    /** The strongest standing proof about {@code record}, however old. */
    public Optional<Verification> proof(BackupRecord record) {
        return standing(record, unconditional -> true).max(STRONGEST);
    }

    /** The strongest standing proof about {@code record} that is valid at {@code now}. */
    public Optional<Verification> proofAt(BackupRecord record, Instant now) {
        return standing(record, verification -> verification.isValidAt(now)).max(STRONGEST);
    }

    /** Whether {@code record} was proven at {@code level} or higher, however long ago, and not disproven since. */
    public boolean reaches(BackupRecord record, VerificationLevel level) {
        return proof(record).filter(v -> v.level().atLeast(level)).isPresent();
    }

    /** When {@code record} was last proven at {@code level} or higher, up to {@code now}, unless disproven since. */
    Optional<Instant> newestProofAt(BackupRecord record, VerificationLevel level, Instant now) {
        return standing(record, v -> v.level().atLeast(level) && !v.at().isAfter(now))
                .map(Verification::at)
                .max(Comparator.naturalOrder());
    }

    /** The newest verification of {@code record} at exactly {@code level}, whatever it found. */
    public Optional<Verification> latest(BackupRecord record, VerificationLevel level) {
        return about(record).filter(v -> v.level() == level).max(Comparator.comparing(Verification::at));
    }

    /**
     * The newest complete backup that ended before {@code before} (started, where the end isn't known) and was proven
     * at {@code atLeast}, however long ago: what to restore when an intruder was first seen at that time. Copies at
     * several locations compete; pass the records of one group to choose among those.
     */
    public Optional<VerifiedBackup> newestVerifiedBefore(
            Collection<BackupRecord> records, Instant before, VerificationLevel atLeast) {
        requireNonNull(before, "before");
        return records.stream()
                .filter(BackupRecord::isComplete)
                .filter(record -> endsBefore(record, before))
                .filter(record -> reaches(record, atLeast))
                .max(Comparator.comparing(BackupRecord::startedAt).thenComparing(BackupRecord::id))
                .flatMap(record -> proof(record).map(proof -> new VerifiedBackup(record, proof)));
    }

    private static boolean endsBefore(BackupRecord record, Instant before) {
        Instant finished = record.finishedAt();
        return (finished == null ? record.startedAt() : finished).isBefore(before);
    }

    private Stream<Verification> standing(BackupRecord record, Predicate<Verification> condition) {
        Optional<Instant> lastFailure = about(record)
                .filter(v -> v.outcome() == VerificationOutcome.FAILED)
                .map(Verification::at)
                .max(Comparator.naturalOrder());
        return about(record)
                .filter(v -> v.outcome().proves())
                .filter(v -> lastFailure.isEmpty() || v.at().isAfter(lastFailure.get()))
                .filter(condition);
    }

    private Stream<Verification> about(BackupRecord record) {
        return byBackup.getOrDefault(record.id(), List.of()).stream().filter(v -> v.isAbout(record));
    }
}
