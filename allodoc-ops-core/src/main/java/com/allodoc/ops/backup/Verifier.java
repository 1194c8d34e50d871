package com.allodoc.ops.backup;

import java.time.Instant;

/** Tries to prove one level about one backup. Thread-safe. */
public interface Verifier {

    VerificationLevel level();

    /**
     * Reads as much of {@code content} as it needs. Never throws for a bad or unreadable backup: a bad one is a FAILED
     * verification, an unreadable one UNKNOWN.
     */
    Verification verify(BackupRecord backup, BackupContent content, Instant now);
}
