package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How full the file system of a path is, in percent as {@code df} counts it: used by used plus what an ordinary user may
 * still use. Thread-safe.
 */
public final class DiskSpaceCheck implements Check {

    /** The runbook's: target below 90 %, alert above 95 %. */
    static final ThresholdPolicy DEFAULT = ThresholdPolicy.of(Threshold.atLeast(90), Threshold.above(95));

    private final Path path;
    private final Judge percent;

    DiskSpaceCheck(Path path, ThresholdPolicy percentUsed) {
        this.path = requireNonNull(path, "path");
        this.percent = new Judge(requireNonNull(percentUsed, "percentUsed"), "used_percent", "%");
    }

    @Override
    public CheckResult run(CheckContext context) {
        try {
            FileStore store = Files.getFileStore(path);
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            long usable = store.getUsableSpace();
            return percent.conclude(context, path + " used", percentUsed(used, usable))
                    .withMeasurement(Measurement.of("usable_bytes", (double) usable, "bytes"));
        } catch (IOException e) {
            return context.unknown("cannot read the file system of " + path + ": " + CheckRun.describe(e))
                    .withCause(e);
        }
    }

    /** NaN for a file system without any space, such as {@code /proc}. */
    static double percentUsed(long used, long usable) {
        return used + usable == 0 ? Double.NaN : 100.0 * used / (used + usable);
    }
}
