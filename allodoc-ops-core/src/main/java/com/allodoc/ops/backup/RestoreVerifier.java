package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;

/**
 * L3: the backup restores into a scratch database without an error; what is in it is the job of a {@link RestoreDrill}.
 * As thread-safe as its port.
 */
public final class RestoreVerifier implements Verifier {
    private final ScratchRestore target;

    private RestoreVerifier(ScratchRestore target) {
        this.target = requireNonNull(target, "target");
    }

    public static RestoreVerifier of(ScratchRestore target) {
        return new RestoreVerifier(target);
    }

    @Override
    public VerificationLevel level() {
        return VerificationLevel.RESTORED;
    }

    @Override
    public Verification verify(BackupRecord backup, BackupContent content, Instant now) {
        RestoreObservation seen = target.restore(backup, Set.of());
        String failure = seen.failure();
        return failure == null
                ? Verification.of(backup, level(), now, VerificationOutcome.PASSED, "restored without an error")
                : Verification.of(backup, level(), now, VerificationOutcome.FAILED, failure);
    }
}
