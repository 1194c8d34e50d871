package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * When the backups of a group are too old, judged apart from any objective: an alert that tolerates the autumn change
 * and the length of a run must not redefine what was promised. Immutable.
 *
 * @param limit the newest complete backup may have started this long ago, and not a moment longer
 * @param verifiedLimit the newest proof may be this old
 * @param verifiedLevel what counts as proof
 */
public record FreshnessPolicy(Duration limit, Duration verifiedLimit, VerificationLevel verifiedLevel) {

    /** For daily backups: 26 hours, verified at L2 within 8 days. */
    public static final FreshnessPolicy DAILY =
            new FreshnessPolicy(Duration.ofHours(26), Duration.ofDays(8), VerificationLevel.COMPLETE);

    /** For weekly backups: 7 days and 2 hours, verified at L2 within 15 days. */
    public static final FreshnessPolicy WEEKLY =
            new FreshnessPolicy(Duration.ofDays(7).plusHours(2), Duration.ofDays(15), VerificationLevel.COMPLETE);

    public FreshnessPolicy {
        Texts.requirePositive(limit, "limit");
        Texts.requirePositive(verifiedLimit, "verifiedLimit");
        requireNonNull(verifiedLevel, "verifiedLevel");
    }

    /** Judges one location of one plan. Backups dated after {@code now} don't count. */
    public Freshness judge(CatalogListing listing, BackupGroup group, Verifications verifications, Instant now) {
        Optional<BackupRecord> success = Rpo.newestComplete(listing.records(), group, now);
        Optional<BackupRecord> attempt = listing.records().stream()
                .filter(record -> group.contains(record) && !record.startedAt().isAfter(now))
                .filter(record -> record.outcome() != BackupOutcome.RUNNING)
                .max(Comparator.comparing(BackupRecord::startedAt));
        Judgement judgement = success.isEmpty()
                ? new Judgement(Freshness.Level.CRITICAL, group + " has never had a complete backup")
                : judge(
                        success.get(),
                        attempt.orElse(success.get()),
                        provenAt(listing.records(), group, verifications, now),
                        now);
        if (!listing.complete() && judgement.level() == Freshness.Level.CRITICAL) {
            // The newest backup may be among what couldn't be read.
            judgement = new Judgement(
                    Freshness.Level.UNKNOWN, "the catalogue of " + group + " could not be read completely");
        }
        return new Freshness(
                group, judgement.level(), judgement.explanation(), attempt.orElse(null), success.orElse(null));
    }

    private record Judgement(Freshness.Level level, String explanation) {}

    private Judgement judge(BackupRecord success, BackupRecord attempt, Instant provenAt, Instant now) {
        Duration age = Duration.between(success.startedAt(), now);
        String newest = "the newest complete backup started " + Texts.words(age) + " ago";
        if (age.compareTo(limit) > 0) {
            return new Judgement(Freshness.Level.CRITICAL, newest + ", the limit is " + Texts.words(limit));
        }
        if (attempt.outcome() == BackupOutcome.FAILED) {
            return new Judgement(
                    Freshness.Level.WARNING, "the last attempt at " + attempt.startedAt() + " failed; " + newest);
        }
        Duration unproven = Duration.between(provenAt, now);
        if (unproven.compareTo(verifiedLimit) > 0) {
            return new Judgement(
                    Freshness.Level.WARNING,
                    newest + ", but none was verified (" + verifiedLevel.code() + ") for " + Texts.words(unproven));
        }
        return new Judgement(Freshness.Level.OK, newest);
    }

    /** The newest proof; while there is none, the clock runs from the oldest complete backup. */
    private Instant provenAt(
            Collection<BackupRecord> records, BackupGroup group, Verifications verifications, Instant now) {
        Instant oldest = now;
        Optional<Instant> newestProof = Optional.empty();
        for (BackupRecord record : records) {
            if (!record.isComplete()
                    || !group.contains(record)
                    || record.startedAt().isAfter(now)) {
                continue;
            }
            if (record.startedAt().isBefore(oldest)) {
                oldest = record.startedAt();
            }
            Optional<Instant> proof = verifications.newestProofAt(record, verifiedLevel, now);
            if (proof.isPresent() && (newestProof.isEmpty() || proof.get().isAfter(newestProof.get()))) {
                newestProof = proof;
            }
        }
        return newestProof.orElse(oldest);
    }
}
