package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended. Immutable.
 *
 * @param exitCode its exit code; -1 when it didn't end by itself
 * @param errors the end of what it wrote to its standard error
 * @param failure why it couldn't be run to its end; null when it ended by itself and got all its input
 */
public record CommandResult(
        int exitCode, String errors, @Nullable String failure) {

    public CommandResult {
        requireNonNull(errors, "errors");
    }

    public static CommandResult exited(int exitCode, String errors) {
        return new CommandResult(exitCode, errors, null);
    }

    public static CommandResult notRun(String why) {
        return new CommandResult(-1, "", requireNonNull(why, "why"));
    }

    /** Why it says nothing about its input, if so. */
    public Optional<String> problem() {
        return Optional.ofNullable(failure);
    }
}
