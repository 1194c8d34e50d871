package com.allodoc.ops.backup;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorts backups by recorded start, newest first; equal starts by identity, so that the order never depends on the order
 * of the input. Refuses a copy that is given twice: it could be removed as a duplicate of itself.
 */
final class NewestFirst {
    private static final Comparator<BackupRecord> ORDER =
            Comparator.comparing(BackupRecord::startedAt).reversed().thenComparing(BackupRecord::id);

    private NewestFirst() {}

    /** Throws {@link IllegalArgumentException} when two records have the same start and identity. */
    static void sort(BackupRecord[] records) {
        if (records.length < 2) {
            return;
        }
        long[] seconds = new long[records.length];
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < records.length; i++) {
            seconds[i] = records[i].startedAt().getEpochSecond();
            first = Math.min(first, seconds[i]);
            last = Math.max(last, seconds[i]);
        }
        int positionBits = Integer.SIZE - Integer.numberOfLeadingZeros(records.length - 1);
        if (last - first >= 1L << (Long.SIZE - 1 - positionBits)) {
            sortRun(records, 0, records.length);
        } else {
            sortByPackedSecond(records, seconds, last, positionBits);
        }
    }

    // Sorting longs that carry second and position is several times faster than comparing a million objects; only
    // backups of the same second need the comparator.
    private static void sortByPackedSecond(BackupRecord[] records, long[] keys, long last, int positionBits) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (last - keys[i]) << positionBits | i;
        }
        Arrays.sort(keys);
        BackupRecord[] unsorted = records.clone();
        int mask = (1 << positionBits) - 1;
        int runStart = 0;
        for (int i = 0; i < keys.length; i++) {
            records[i] = unsorted[(int) keys[i] & mask];
            if (keys[i] >>> positionBits != keys[runStart] >>> positionBits) {
                sortRun(records, runStart, i);
                runStart = i;
            }
        }
        sortRun(records, runStart, records.length);
    }

    private static void sortRun(BackupRecord[] records, int from, int to) {
        if (to - from < 2) {
            return;
        }
        Arrays.sort(records, from, to, ORDER);
        for (int i = from + 1; i < to; i++) {
            if (ORDER.compare(records[i - 1], records[i]) == 0) {
                throw new IllegalArgumentException(
                        "records contains " + records[i].id() + " twice; list every backup once");
            }
        }
    }
}
