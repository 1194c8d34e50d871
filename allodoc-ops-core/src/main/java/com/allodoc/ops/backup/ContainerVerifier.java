package com.allodoc.ops.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * L1: the container is intact. gzip is read to its end and every checksum compared; other formats are known by their
 * magic number only, which the detail says. Streams in constant memory. Stateless and thread-safe.
 */
public final class ContainerVerifier implements Verifier {

    private ContainerVerifier() {}

    /** The verifier; it holds nothing. */
    public static ContainerVerifier create() {
        return new ContainerVerifier();
    }

    @Override
    public VerificationLevel level() {
        return VerificationLevel.INTACT;
    }

    @Override
    public Verification verify(BackupRecord backup, BackupContent content, Instant now) {
        try (PeeledContent peeled = PeeledContent.open(content)) {
            String words = peeled.words();
            return switch (peeled.outer()) {
                case EMPTY -> found(backup, now, VerificationOutcome.FAILED, "it is empty");
                case UNKNOWN ->
                    found(backup, now, VerificationOutcome.FAILED, "neither an archive nor SQL by its content");
                case PLAIN_SQL -> found(backup, now, VerificationOutcome.PASSED, "plain SQL, which has no container");
                case GZIP -> {
                    long bytes = peeled.stream().transferTo(OutputStream.nullOutputStream());
                    yield bytes == 0
                            ? found(backup, now, VerificationOutcome.FAILED, "gzip of nothing")
                            : found(
                                    backup,
                                    now,
                                    VerificationOutcome.PASSED,
                                    words + ", checksum right, " + bytes + " bytes inside");
                }
                case ZSTD, XZ, LZ4, BZIP2, PG_CUSTOM, TAR ->
                    found(backup, now, VerificationOutcome.PASSED, words + " by its magic number; content not read");
            };
        } catch (DamagedException e) {
            return found(backup, now, VerificationOutcome.FAILED, "gzip: " + e.getMessage());
        } catch (IOException e) {
            return found(backup, now, VerificationOutcome.UNKNOWN, "could not be read: " + e);
        }
    }

    private Verification found(BackupRecord backup, Instant now, VerificationOutcome outcome, String detail) {
        return Verification.of(backup, level(), now, outcome, detail);
    }
}
