package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of incidents says about a team. Cancelled incidents don't count. Immutable.
 *
 * <p>An unacknowledged incident is left out of the time to acknowledge, whose mean would hide it, but it is counted as missed.
 *
 * @param bySeverity how many incidents, by the worst severity reached; all four severities are there
 * @param timeToDetect detected minus occurred (MTTD)
 * @param timeToAcknowledge acknowledged minus detected, of those acknowledged (MTTA)
 * @param timeToMitigate mitigated minus detected, of those mitigated
 * @param timeToResolve resolved minus detected, of those resolved (MTTR, R for resolve)
 * @param acknowledgedInTime how many were acknowledged at or before the deadline of their worst severity
 * @param acknowledgementsMissed how many were acknowledged late, ended without, or are overdue
 * @param acknowledgementsAwaited how many are neither acknowledged nor overdue
 */
public record IncidentStatistics(
        Map<Severity, Integer> bySeverity,
        Optional<DurationSummary> timeToDetect,
        Optional<DurationSummary> timeToAcknowledge,
        Optional<DurationSummary> timeToMitigate,
        Optional<DurationSummary> timeToResolve,
        int acknowledgedInTime,
        int acknowledgementsMissed,
        int acknowledgementsAwaited) {

    public IncidentStatistics {
        Map<Severity, Integer> copy = new EnumMap<>(Severity.class);
        copy.putAll(bySeverity);
        bySeverity = Collections.unmodifiableMap(copy);
        requireNonNull(timeToDetect, "timeToDetect");
        requireNonNull(timeToAcknowledge, "timeToAcknowledge");
        requireNonNull(timeToMitigate, "timeToMitigate");
        requireNonNull(timeToResolve, "timeToResolve");
    }

    /** The statistics of {@code incidents} at {@code now}. */
    public static IncidentStatistics of(Collection<Incident> incidents, ResponsePolicy policy, Instant now) {
        Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            bySeverity.put(severity, 0);
        }
        List<Duration> detect = new ArrayList<>();
        List<Duration> acknowledge = new ArrayList<>();
        List<Duration> mitigate = new ArrayList<>();
        List<Duration> resolve = new ArrayList<>();
        Map<Deadline.Status, Integer> acknowledgements = new EnumMap<>(Deadline.Status.class);
        for (Incident incident : incidents) {
            if (incident.state() == IncidentState.CANCELLED) {
                continue;
            }
            Instant detected = incident.detected();
            bySeverity.merge(incident.highestSeverity(), 1, Integer::sum);
            detect.add(Duration.between(incident.occurred(), detected));
            incident.acknowledged().ifPresent(at -> acknowledge.add(Duration.between(detected, at)));
            incident.mitigated().ifPresent(at -> mitigate.add(Duration.between(detected, at)));
            incident.resolved().ifPresent(at -> resolve.add(Duration.between(detected, at)));
            acknowledgement(incident, policy, now).ifPresent(status -> acknowledgements.merge(status, 1, Integer::sum));
        }
        return new IncidentStatistics(
                bySeverity,
                DurationSummary.of(detect),
                DurationSummary.of(acknowledge),
                DurationSummary.of(mitigate),
                DurationSummary.of(resolve),
                acknowledgements.getOrDefault(Deadline.Status.MET, 0),
                acknowledgements.getOrDefault(Deadline.Status.MISSED, 0)
                        + acknowledgements.getOrDefault(Deadline.Status.OVERDUE, 0),
                acknowledgements.getOrDefault(Deadline.Status.DUE, 0));
    }

    /** How many incidents are in this. */
    public int incidents() {
        return bySeverity.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Optional<Deadline.Status> acknowledgement(Incident incident, ResponsePolicy policy, Instant now) {
        Timing timing = policy.target(incident.highestSeverity()).acknowledge();
        Instant over = incident.mitigated().or(incident::resolved).orElse(null);
        return timing.due(incident.detected(), policy.calendar())
                .map(due -> Deadline.of(
                                Deadline.Kind.ACKNOWLEDGE,
                                due,
                                Duration.ZERO,
                                incident.acknowledged().orElse(null),
                                over,
                                now)
                        .status());
    }
}
