package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RetentionExecutor} did with a plan. Immutable.
 *
 * @param outcomes one per planned removal, in the order of execution
 * @param stopReason why it stopped early; null when it came to its end
 */
public record RetentionRun(
        List<RemovalOutcome> outcomes, @Nullable String stopReason) {

    public RetentionRun {
        outcomes = List.copyOf(requireNonNull(outcomes, "outcomes"));
    }

    /** Why it stopped early, if it did. */
    public Optional<String> surprise() {
        return Optional.ofNullable(stopReason);
    }

    /** How many backups were deleted. */
    public int removed() {
        return (int) outcomes.stream()
                .filter(RemovalOutcome.Removed.class::isInstance)
                .count();
    }
}
