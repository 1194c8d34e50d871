package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One rehearsed restore: what was restored, how long it took, and what fell short. Immutable.
 *
 * @param scope what was rehearsed, such as {@code database}; an {@link Rto} looks at the drills of its own scope
 * @param backup the backup that was restored
 * @param startedAt when it began
 * @param finishedAt when the result could be used
 * @param restored whether the restore itself ended without an error (L3)
 * @param shortfalls what was missing, in words; empty for a drill that passed (L4)
 */
public record RestoreDrill(
        String scope,
        BackupRecord backup,
        Instant startedAt,
        Instant finishedAt,
        boolean restored,
        List<String> shortfalls) {

    public RestoreDrill {
        Texts.requireText(scope, "scope");
        requireNonNull(backup, "backup");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(finishedAt, "finishedAt");
        if (finishedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("finishedAt " + finishedAt + " is before startedAt " + startedAt);
        }
        shortfalls = List.copyOf(shortfalls);
        if (!restored && shortfalls.isEmpty()) {
            throw new IllegalArgumentException("shortfalls must say why it was not restored");
        }
    }

    /** Restores {@code backup} through {@code target} and judges the result. */
    public static RestoreDrill run(
            String scope, BackupRecord backup, DrillExpectations expectations, ScratchRestore target) {
        return judge(
                scope,
                backup,
                expectations,
                target.restore(backup, expectations.rowFloors().keySet()));
    }

    /** Judges what was seen. */
    public static RestoreDrill judge(
            String scope, BackupRecord backup, DrillExpectations expectations, RestoreObservation seen) {
        String failure = seen.failure();
        return new RestoreDrill(
                scope,
                backup,
                seen.startedAt(),
                seen.finishedAt(),
                failure == null,
                failure == null ? expectations.shortfalls(backup, seen) : List.of("the restore failed: " + failure));
    }

    public boolean passed() {
        return restored && shortfalls.isEmpty();
    }

    /** From the start to a usable database. */
    public Duration duration() {
        return Duration.between(startedAt, finishedAt);
    }

    /**
     * What it proves: L4 when it passed. A restore that failed disproves L3; one that went through without the expected
     * data disproves L4, which cancels older proofs too, since an empty dump restores without an error.
     */
    public Verification verification() {
        return Verification.of(
                backup,
                restored ? VerificationLevel.DRILLED : VerificationLevel.RESTORED,
                finishedAt,
                passed() ? VerificationOutcome.PASSED : VerificationOutcome.FAILED,
                explain());
    }

    /** {@code database restored in 12 min: table patients is missing}. */
    public String explain() {
        String took = scope + (restored ? " restored in " : " not restored after ") + Texts.words(duration());
        return shortfalls.isEmpty()
                ? took + ", everything expected was found"
                : took + ": " + String.join("; ", shortfalls);
    }
}
