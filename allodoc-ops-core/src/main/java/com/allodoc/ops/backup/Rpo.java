package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A recovery point objective: how much time's worth of data may be lost. Immutable.
 *
 * <p>Measured as exposed loss: now minus the <em>start</em> of the newest complete backup, since what is written after
 * that isn't in it. Daily backups alone therefore exceed 24 hours by as much as they take, and by an hour each autumn.
 *
 * @param name such as {@code maximum data loss}
 * @param limit exactly this much is still met
 * @param needsWal whether it rests on archived WAL instead of single backups
 */
public record Rpo(String name, Duration limit, boolean needsWal) implements RecoveryObjective {

    public Rpo {
        Texts.requireText(name, "name");
        Texts.requirePositive(limit, "limit");
    }

    /** An objective that single backups must meet. */
    public static Rpo ofBackups(String name, Duration limit) {
        return new Rpo(name, limit, false);
    }

    /** An objective that only archived WAL can meet, such as one hour. */
    public static Rpo ofWal(String name, Duration limit) {
        return new Rpo(name, limit, true);
    }

    /** What would be lost if {@code group} had to be restored at {@code now}; empty when it has no complete backup. */
    public static Optional<Duration> exposedLoss(Collection<BackupRecord> records, BackupGroup group, Instant now) {
        return newestComplete(records, group, now).map(newest -> Duration.between(newest.startedAt(), now));
    }

    static Optional<BackupRecord> newestComplete(Collection<BackupRecord> records, BackupGroup group, Instant now) {
        return records.stream()
                .filter(record -> record.isComplete() && group.contains(record))
                .filter(record -> !record.startedAt().isAfter(now))
                .max(Comparator.comparing(BackupRecord::startedAt));
    }

    /** Judges one location by what its catalogue lists. */
    public RecoveryStatus judge(CatalogListing listing, BackupGroup group, Instant now) {
        requireNonNull(now, "now");
        if (needsWal) {
            return RecoveryStatus.unknown(this, "it rests on archived WAL; judge it by the archiver's state");
        }
        Optional<Duration> loss = exposedLoss(listing.records(), group, now);
        if (loss.isPresent()) {
            RecoveryStatus status = RecoveryStatus.compared(this, loss.get(), lossText(group.toString(), loss.get()));
            return listing.complete() || status.state() == RecoveryStatus.State.MET
                    ? status
                    : RecoveryStatus.unknown(this, "the catalogue of " + group + " could not be read completely");
        }
        return listing.complete()
                ? RecoveryStatus.breached(this, null, group + " has no complete backup: everything would be lost")
                : RecoveryStatus.unknown(this, "the catalogue of " + group + " could not be read completely");
    }

    /** Judges an objective that rests on WAL. */
    public RecoveryStatus judge(WalArchiving wal, Instant now) {
        if (!needsWal) {
            return RecoveryStatus.unknown(this, "it rests on backups; judge it by a catalogue");
        }
        if (!wal.enabled()) {
            return RecoveryStatus.breached(
                    this, null, "archive_mode is off, and " + Texts.words(limit) + " can't be met without WAL");
        }
        if (wal.newestBaseBackupAt() == null) {
            return RecoveryStatus.breached(
                    this, null, "there is no physical base backup to replay WAL onto; a pg_dump file is none");
        }
        if (wal.lastArchivedAt() == null) {
            return RecoveryStatus.breached(this, null, "no WAL was ever archived");
        }
        Duration loss = Duration.between(wal.lastArchivedAt(), now);
        RecoveryStatus status = RecoveryStatus.compared(this, loss, lossText("the WAL archive", loss));
        return wal.failing()
                ? status.withWarning("the archiver is failing since " + wal.lastFailedAt() + " or before ("
                        + wal.failedCount() + " failures)")
                : status;
    }

    private String lossText(String what, Duration loss) {
        return "data of " + Texts.words(loss) + " would be lost from " + what + ", the limit is " + Texts.words(limit);
    }
}
