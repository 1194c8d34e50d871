package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.check.CheckState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check as it is read at one instant. Immutable.
 *
 * @param definition what is asked
 * @param state what is believed
 * @param result the newest result, or null while the state is pending
 * @param counts what happened to its runs
 * @param at when this was read; staleness is judged by it
 */
public record CheckSnapshot(
        CheckDefinition definition,
        CheckState state,
        @Nullable CheckResult result,
        RunCounts counts,
        Instant at) {

    public CheckSnapshot {
        requireNonNull(definition, "definition");
        requireNonNull(state, "state");
        requireNonNull(counts, "counts");
        requireNonNull(at, "at");
        if ((result == null) != state.isPending()) {
            throw new IllegalArgumentException("a check is pending until it has a result, but " + definition.name()
                    + " has " + (result == null ? "none and is not" : "one and is"));
        }
    }

    public String name() {
        return definition.name();
    }

    /** The status to show: {@code UNKNOWN} before the first result and once the last one is stale. */
    public CheckStatus status() {
        return isStale() ? CheckStatus.UNKNOWN : state.status();
    }

    /** The last status that was confirmed, which one failure in a row does not change; {@code UNKNOWN} when stale. */
    public CheckStatus confirmed() {
        return isStale() ? CheckStatus.UNKNOWN : state.confirmed();
    }

    /** Whether the newest result is older than the check's time to live; exactly that old is still good. */
    public boolean isStale() {
        return result != null && at.isAfter(result.finishedAt().plus(definition.timeToLive()));
    }

    public Optional<CheckResult> lastResult() {
        return Optional.ofNullable(result);
    }

    /**
     * The whole story in one line: verdict, since when, which attempt, what was found against which limit, who hides it,
     * who has it.
     */
    public String explain() {
        StringBuilder text = new StringBuilder(name()).append(": ").append(status());
        if (result == null) {
            return text.append(" (pending): not checked yet").toString();
        }
        text.append(" (").append(String.join(", ", certainty())).append("): ").append(result.explain());
        for (String note : notes(result)) {
            text.append("; ").append(note);
        }
        return text.toString();
    }

    private List<String> certainty() {
        List<String> parts = new ArrayList<>();
        Instant since = requireNonNull(state.since(), "a check with a result has a since");
        CheckMonitor monitor = definition.monitor();
        if (isStale()) {
            parts.add("stale, was " + state.status());
        }
        parts.add("since " + since.truncatedTo(ChronoUnit.SECONDS));
        if (state.phase() == Phase.SOFT) {
            parts.add("attempt " + state.attempt() + " of " + monitor.failuresToTrip());
        } else if (state.successes() > 0) {
            parts.add("success " + state.successes() + " of " + monitor.successesToClear() + " to clear");
        } else {
            parts.add("confirmed");
        }
        return parts;
    }

    private List<String> notes(CheckResult result) {
        List<String> notes = new ArrayList<>();
        if (isStale()) {
            notes.add("last result " + print(Duration.between(result.finishedAt(), at)) + " old, limit "
                    + print(definition.timeToLive()));
        }
        if (counts.stuckSince() != null) {
            notes.add("a run is stuck since " + counts.stuckSince().truncatedTo(ChronoUnit.SECONDS));
        }
        if (state.isUnreachable()) {
            notes.add("hidden by " + String.join(", ", state.surroundings().hiddenBy()));
        }
        if (state.flaps().flapping()) {
            notes.add("flapping, " + state.flaps().describe());
        }
        if (state.surroundings().maintenance()) {
            notes.add("in maintenance");
        }
        Acknowledgement acknowledgement = state.acknowledgement();
        if (acknowledgement != null) {
            notes.add("acknowledged by " + acknowledgement.by());
        }
        return notes;
    }

    /** {@code 1h30m}, {@code 2.5s}. */
    private static String print(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
