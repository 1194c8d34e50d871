package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The health of a group of checks, and the checks behind it. Immutable.
 *
 * <p>The worst check wins, each counting as its {@link Impact} allows: CRITICAL over UNKNOWN over WARNING over OK. A
 * check without a result, or with a stale one, is UNKNOWN. A group without checks is UNKNOWN while the scheduler is
 * starting and OK from then on (MicroProfile Health).
 *
 * @param group the name of the group
 * @param status from the status of each check as last seen
 * @param confirmed from the last confirmed status of each: a single failure does not change it
 * @param checks the worst first, then by name
 * @param at when it was made
 */
public record HealthReport(
        String group, CheckStatus status, CheckStatus confirmed, List<CheckSnapshot> checks, Instant at) {

    public HealthReport {
        requireNonNull(group, "group");
        requireNonNull(status, "status");
        requireNonNull(confirmed, "confirmed");
        requireNonNull(at, "at");
        checks = List.copyOf(checks);
    }

    /**
     * Reports on {@code checks}.
     *
     * @param started whether the scheduler has been started, which decides about a group without checks
     */
    public static HealthReport of(String group, Collection<CheckSnapshot> checks, boolean started, Instant at) {
        List<CheckSnapshot> worstFirst = checks.stream()
                .sorted(Comparator.comparing(CheckSnapshot::status).reversed().thenComparing(CheckSnapshot::name))
                .toList();
        CheckStatus empty = started ? CheckStatus.OK : CheckStatus.UNKNOWN;
        return new HealthReport(
                group,
                checks.isEmpty() ? empty : aggregate(checks, CheckSnapshot::status),
                checks.isEmpty() ? empty : aggregate(checks, CheckSnapshot::confirmed),
                worstFirst,
                at);
    }

    private static CheckStatus aggregate(Collection<CheckSnapshot> checks, Function<CheckSnapshot, CheckStatus> read) {
        return CheckStatus.worstOf(checks.stream()
                .map(check -> check.definition().impact().cap(read.apply(check)))
                .toList());
    }

    /** Whether the group works: OK or WARNING. */
    public boolean isSuccess() {
        return status.isSuccess();
    }

    /** One line for the group and one for each check. */
    public String explain() {
        StringBuilder text = new StringBuilder(group).append(": ").append(status);
        checks.forEach(check -> text.append(System.lineSeparator()).append("  ").append(check.explain()));
        return text.toString();
    }
}
