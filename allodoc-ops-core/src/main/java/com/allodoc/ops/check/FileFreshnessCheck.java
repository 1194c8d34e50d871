package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.ThresholdPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * How old a file is, by its modification time in seconds: the mark that a nightly job leaves. A file that is missing or
 * empty is CRITICAL, one from the future UNKNOWN, for it would stay fresh for ever. Thread-safe.
 */
public final class FileFreshnessCheck implements Check {

    /** File servers and containers disagree about now by this much without anything being wrong. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final Path path;
    private final Judge age;

    FileFreshnessCheck(Path path, ThresholdPolicy ageSeconds) {
        this.path = requireNonNull(path, "path");
        this.age = new Judge(requireNonNull(ageSeconds, "ageSeconds"), "age_seconds", "s");
    }

    @Override
    public CheckResult run(CheckContext context) {
        BasicFileAttributes file;
        try {
            file = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return context.critical(path + " does not exist").withCause(e);
        } catch (IOException e) {
            return context.unknown("cannot read " + path + ": " + CheckRun.describe(e))
                    .withCause(e);
        }
        if (file.isRegularFile() && file.size() == 0) {
            return context.critical(path + " is empty");
        }
        Duration old = Duration.between(
                file.lastModifiedTime().toInstant(), context.clock().instant());
        if (old.plus(CLOCK_SKEW).isNegative()) {
            return context.unknown(path + " is dated in the future: " + file.lastModifiedTime());
        }
        return age.conclude(context, path + " age", Math.max(0, old.toMillis() / 1e3));
    }
}
