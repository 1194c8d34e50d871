package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.oncall.EscalationEvent;
import com.allodoc.ops.oncall.EscalationPlan;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.OnCallSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where an incident meets the on-call room: what happened to it, in the words by which an escalation starts and stops. */
public final class IncidentEscalation {
    private IncidentEscalation() {}

    /**
     * Whom to notify about {@code incident}, so far and next.
     *
     * @param policy the one in force when the incident was triggered
     * @param schedules by name, all that the policy refers to
     * @throws IllegalArgumentException if a schedule is missing
     */
    public static EscalationPlan plan(
            Incident incident, EscalationPolicy policy, Map<String, OnCallSchedule> schedules, Instant now) {
        return EscalationPlan.at(policy, schedules, events(incident), now);
    }

    /**
     * The events of an incident that matter to an escalation. Every episode starts it; acknowledgements stop it and confirm;
     * mitigation, resolution and cancellation end it, because nobody needs to be woken for what is no longer burning.
     */
    public static List<EscalationEvent> events(Incident incident) {
        List<EscalationEvent> events = new ArrayList<>();
        @Nullable Instant before = null;
        for (Episode episode : incident.episodes()) {
            // An end at the very instant of the next start would stop what it has just started.
            if (before != null && before.equals(episode.started())) {
                events.remove(events.size() - 1);
                events.add(new EscalationEvent.Unacknowledged(episode.started()));
            } else {
                events.add(new EscalationEvent.Triggered(episode.started()));
            }
            before = end(episode).orElse(null);
            if (before != null) {
                events.add(new EscalationEvent.Resolved(before));
            }
        }
        incident.cancelled().ifPresent(at -> events.add(new EscalationEvent.Resolved(at)));
        Set<String> ignored =
                incident.ignored().stream().map(without -> without.event().id()).collect(Collectors.toSet());
        incident.timeline().stream()
                .filter(event -> event.kind() == EventKind.ACKNOWLEDGED && !ignored.contains(event.id()))
                .map(event -> new EscalationEvent.Acknowledged(
                        event.at(), event.author().name()))
                .forEach(events::add);
        events.sort(EscalationEvent.ORDER);
        return List.copyOf(events);
    }

    private static Optional<Instant> end(Episode episode) {
        return Optional.ofNullable(
                episode.mitigated() == null ? episode.resolved() : requireNonNull(episode.mitigated()));
    }
}
