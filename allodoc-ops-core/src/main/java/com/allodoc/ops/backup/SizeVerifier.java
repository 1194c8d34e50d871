package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * L0: the backup is there, isn't empty, and its size lies within half of the median of the last seven before it. A
 * larger step is a warning, since a clean-up or an import is not a fault. Immutable and thread-safe.
 */
public final class SizeVerifier implements Verifier {
    private static final int COMPARED = 7;

    private final List<BackupRecord> history;

    private SizeVerifier(List<BackupRecord> history) {
        this.history = history;
    }

    /** {@code history} may hold any records; only complete ones of the same group, started earlier, are compared. */
    public static SizeVerifier against(Collection<BackupRecord> history) {
        return new SizeVerifier(List.copyOf(requireNonNull(history, "history")));
    }

    @Override
    public VerificationLevel level() {
        return VerificationLevel.PRESENT;
    }

    @Override
    public Verification verify(BackupRecord backup, BackupContent content, Instant now) {
        try (InputStream in = content.open()) {
            if (backup.size() == 0 || in.read() < 0) {
                return found(backup, now, VerificationOutcome.FAILED, "it is empty");
            }
        } catch (IOException e) {
            return found(backup, now, VerificationOutcome.UNKNOWN, "could not be read: " + e);
        }
        List<Long> sizes = history.stream()
                .filter(BackupRecord::isComplete)
                .filter(other -> backup.group().contains(other))
                .filter(other -> other.startedAt().isBefore(backup.startedAt()))
                .sorted(Comparator.comparing(BackupRecord::startedAt).reversed())
                .limit(COMPARED)
                .map(BackupRecord::size)
                .sorted()
                .toList();
        if (sizes.isEmpty()) {
            return found(backup, now, VerificationOutcome.PASSED, backup.size() + " bytes; the first of its kind");
        }
        double median = median(sizes);
        boolean usual = backup.size() >= median * 0.5 && backup.size() <= median * 1.5;
        String detail = backup.size() + " bytes, median of the last " + sizes.size() + " is " + Math.round(median)
                + (usual ? "" : ", more than 50 % away");
        return found(backup, now, usual ? VerificationOutcome.PASSED : VerificationOutcome.WARNING, detail);
    }

    private static double median(List<Long> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : sorted.get(middle - 1) / 2.0 + sorted.get(middle) / 2.0;
    }

    private Verification found(BackupRecord backup, Instant now, VerificationOutcome outcome, String detail) {
        return Verification.of(backup, level(), now, outcome, detail);
    }
}
