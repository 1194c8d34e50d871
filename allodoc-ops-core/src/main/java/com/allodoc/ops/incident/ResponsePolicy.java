package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.incident.Deadline.Kind;
import com.allodoc.ops.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is promised for every severity, and the deadlines that follow. They count from the start of the running episode, under
 * the severity of now: raising the severity restarts no clock. The review goes by the worst severity reached. Immutable.
 *
 * @param calendar the business days
 * @param targets one per severity, all four
 * @param stability how long it must be quiet before it is resolved
 * @param tolerance how late a notification may be and still count as in time, because "at once" takes a moment; the
 *     stakeholders' limit is exact
 */
public record ResponsePolicy(
        BusinessCalendar calendar, Map<Severity, ResponseTarget> targets, Duration stability, Duration tolerance) {

    public ResponsePolicy {
        requireNonNull(calendar, "calendar");
        requireNonNull(stability, "stability");
        requireNonNull(tolerance, "tolerance");
        Map<Severity, ResponseTarget> copy = new EnumMap<>(Severity.class);
        copy.putAll(targets);
        targets = Collections.unmodifiableMap(copy);
        for (Severity severity : Severity.values()) {
            if (!targets.containsKey(severity)) {
                throw new IllegalArgumentException("targets lack " + severity + "; give one for every severity");
            }
        }
        if (stability.isNegative() || tolerance.isNegative()) {
            throw new IllegalArgumentException(
                    "stability and tolerance must not be negative: " + stability + ", " + tolerance);
        }
    }

    /**
     * The runbook's: acknowledge in 5 minutes; respond in 15 minutes, 1 hour, 4 hours, by the end of the next business day;
     * management at once for SEV1 and in 2 hours for SEV2; SEV3 escalates when the next business day opens; stakeholders after
     * more than 15 minutes of SEV1 or SEV2, then every 30 or 60 minutes; review in 48 hours; 15 minutes of stability.
     */
    public static ResponsePolicy standard(BusinessCalendar calendar) {
        Timing quarter = Timing.within(Duration.ofMinutes(15));
        Map<Severity, ResponseTarget> targets = new EnumMap<>(Severity.class);
        targets.put(
                Severity.SEV1,
                ResponseTarget.builder()
                        .respond(quarter)
                        .escalate(Timing.atOnce())
                        .management(Timing.atOnce())
                        .stakeholders(quarter)
                        .statusUpdate(Timing.within(Duration.ofMinutes(30)))
                        .build());
        targets.put(
                Severity.SEV2,
                ResponseTarget.builder()
                        .respond(Timing.within(Duration.ofHours(1)))
                        .escalate(Timing.atOnce())
                        .management(Timing.within(Duration.ofHours(2)))
                        .stakeholders(quarter)
                        .statusUpdate(Timing.within(Duration.ofHours(1)))
                        .build());
        targets.put(
                Severity.SEV3,
                ResponseTarget.builder()
                        .respond(Timing.within(Duration.ofHours(4)))
                        .escalate(Timing.startOfNextBusinessDay())
                        .build());
        targets.put(
                Severity.SEV4,
                ResponseTarget.builder().respond(Timing.endOfNextBusinessDay()).build());
        return new ResponsePolicy(calendar, targets, Duration.ofMinutes(15), Duration.ofMinutes(1));
    }

    /** What is promised for {@code severity}. */
    public ResponseTarget target(Severity severity) {
        return requireNonNull(targets.get(severity));
    }

    /** This policy with another target for one severity. */
    public ResponsePolicy with(Severity severity, ResponseTarget target) {
        Map<Severity, ResponseTarget> changed = new EnumMap<>(targets);
        changed.put(severity, target);
        return new ResponsePolicy(calendar, changed, stability, tolerance);
    }

    /** When a mitigated incident has been quiet long enough to be resolved; empty when it is not mitigated. */
    public Optional<Instant> stableAt(Incident incident) {
        return stableAt(incident.episode());
    }

    /**
     * What is, and was, promised for the running or last episode, by due instant. None for a cancelled incident.
     *
     * @param now not before the incident's last event; see {@link Incident#asOf(Instant)} to ask about the past
     */
    public List<Deadline> deadlines(Incident incident, Instant now) {
        if (incident.state() == IncidentState.CANCELLED) {
            return List.of();
        }
        Episode episode = incident.episode();
        ResponseTarget target = target(incident.severity());
        Instant start = episode.started();
        Instant over = earliest(episode.mitigated(), episode.resolved());
        List<Deadline> deadlines = new ArrayList<>();

        due(target.acknowledge(), start)
                .ifPresent(due -> deadlines.add(
                        Deadline.of(Kind.ACKNOWLEDGE, due, Duration.ZERO, episode.acknowledged(), over, now)));
        due(target.respond(), start)
                .ifPresent(due -> deadlines.add(
                        Deadline.of(Kind.RESPOND, due, Duration.ZERO, earliest(episode.responded(), over), null, now)));
        Instant onCall = earliest(episode.notified().get(Audience.ON_CALL), episode.acknowledged());
        notice(Kind.ESCALATE, due(target.escalate(), start), tolerance, onCall, episode.resolved(), now)
                .ifPresent(deadlines::add);
        Instant management = episode.notified().get(Audience.MANAGEMENT);
        notice(Kind.MANAGEMENT, due(target.management(), start), tolerance, management, episode.resolved(), now)
                .ifPresent(deadlines::add);
        Instant told = episode.notified().get(Audience.STAKEHOLDERS);
        Optional<Instant> silence = due(target.stakeholders(), episode.occurred());
        notice(Kind.STAKEHOLDERS, silence, Duration.ZERO, told, over, now).ifPresent(deadlines::add);
        notice(Kind.STATUS_UPDATE, nextUpdate(target, episode), Duration.ZERO, null, episode.resolved(), now)
                .ifPresent(deadlines::add);
        stableAt(episode).ifPresent(due -> deadlines.add(stability(due, episode.resolved(), now)));
        if (episode.resolved() != null) {
            Instant reviewed = incident.reviewed().orElse(null);
            due(target(incident.highestSeverity()).review(), episode.resolved())
                    .ifPresent(due -> deadlines.add(Deadline.of(Kind.REVIEW, due, Duration.ZERO, reviewed, null, now)));
        }
        deadlines.sort(Comparator.comparing(Deadline::due).thenComparing(Deadline::kind));
        return List.copyOf(deadlines);
    }

    private Optional<Instant> due(Timing timing, Instant start) {
        return timing.due(start, calendar);
    }

    private Optional<Instant> nextUpdate(ResponseTarget target, Episode episode) {
        IncidentEvent.StatusUpdated last = episode.lastUpdate();
        if (last == null) {
            return Optional.empty();
        }
        return last.nextDue() != null ? Optional.of(last.nextDue()) : due(target.statusUpdate(), last.at());
    }

    private Optional<Instant> stableAt(Episode episode) {
        if (episode.mitigated() == null) {
            return Optional.empty();
        }
        boolean clearedLater = episode.cleared() != null && episode.cleared().isAfter(episode.mitigated());
        return Optional.of((clearedLater ? requireNonNull(episode.cleared()) : episode.mitigated()).plus(stability));
    }

    private static Deadline stability(Instant due, @Nullable Instant resolved, Instant now) {
        if (resolved == null) {
            return Deadline.of(Kind.STABILITY, due, Duration.ZERO, null, null, now);
        }
        Deadline.Status status = resolved.isBefore(due) ? Deadline.Status.MISSED : Deadline.Status.MET;
        return new Deadline(Kind.STABILITY, due, status, resolved);
    }

    /** A promise to tell somebody, which lapses when there is nothing left to tell before it is due. */
    private static Optional<Deadline> notice(
            Kind kind,
            Optional<Instant> due,
            Duration tolerance,
            @Nullable Instant done,
            @Nullable Instant over,
            Instant now) {
        return due.filter(limit -> done != null || over == null || over.isAfter(limit.plus(tolerance)))
                .map(limit -> Deadline.of(kind, limit, tolerance, done, over, now));
    }

    private static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
