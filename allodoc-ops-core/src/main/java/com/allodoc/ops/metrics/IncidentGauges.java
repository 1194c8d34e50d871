package com.allodoc.ops.metrics;

import com.allodoc.ops.incident.ActionItemStatus;
import com.allodoc.ops.incident.Deadline;
import com.allodoc.ops.incident.Incident;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.time.WallClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The meters of one registry that follow an incident log. Called under the lock of {@link IncidentMeters}. */
final class IncidentGauges {

    private static final Duration[] ACKNOWLEDGE = {
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1)
    };
    private static final Duration[] RESOLVE = {
        Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(24)
    };

    private final MeterRegistry registry;
    private final GaugeFamily open;
    private final GaugeFamily unacknowledged;
    private final GaugeFamily oldest;
    private final GaugeFamily deadline;
    private final GaugeFamily itemsOpen;
    private final GaugeFamily itemDue;

    IncidentGauges(MeterRegistry registry) {
        this.registry = registry;
        open = GaugeFamily.of(registry, "allodoc_incidents_open", "Incidents that are not over.");
        unacknowledged =
                GaugeFamily.of(registry, "allodoc_incidents_unacknowledged", "Open incidents nobody has taken.");
        oldest = GaugeFamily.seconds(
                registry,
                "allodoc_incident_oldest_unacknowledged_timestamp_seconds",
                "Detection of the oldest open incident that nobody has taken.");
        deadline = GaugeFamily.seconds(
                registry,
                "allodoc_incident_deadline_timestamp_seconds",
                "The earliest due instant of what was promised and not done yet.");
        itemsOpen = GaugeFamily.of(registry, "allodoc_incident_action_items_open", "Action items not done yet.");
        itemDue = GaugeFamily.seconds(
                registry,
                "allodoc_incident_action_item_due_timestamp_seconds",
                "The end of the earliest day on which an open action item is due.");
        for (Severity severity : Severity.values()) {
            opened(severity, 0);
            acknowledged(severity);
            resolved(severity);
        }
    }

    void opened(Severity severity) {
        opened(severity, 1);
    }

    private void opened(Severity severity, int count) {
        Counter.builder("allodoc_incidents_opened_total")
                .description("Incidents ever opened, by the severity they began with.")
                .tags(tags(severity))
                .register(registry)
                .increment(count);
    }

    void acknowledged(Severity severity, Duration after) {
        acknowledged(severity).record(after);
    }

    void resolved(Severity severity, Duration after) {
        resolved(severity).record(after);
    }

    private Timer acknowledged(Severity severity) {
        return timer("allodoc_incident_acknowledge", "From detection until somebody took it.", severity, ACKNOWLEDGE);
    }

    private Timer resolved(Severity severity) {
        return timer("allodoc_incident_resolve", "From detection until it was over.", severity, RESOLVE);
    }

    private Timer timer(String name, String help, Severity severity, Duration[] edges) {
        return Timer.builder(name)
                .description(help)
                .tags(tags(severity))
                .serviceLevelObjectives(edges)
                .register(registry);
    }

    void publish(Collection<Incident> unfinished, ResponsePolicy policy, Instant now) {
        for (Severity severity : Severity.values()) {
            List<Incident> own = unfinished.stream()
                    .filter(incident -> incident.severity() == severity)
                    .toList();
            List<Incident> untaken = own.stream()
                    .filter(incident -> incident.isOpen() && incident.episode().acknowledged() == null)
                    .toList();
            open.set(tags(severity), (double)
                    own.stream().filter(Incident::isOpen).count());
            unacknowledged.set(tags(severity), untaken.size());
            oldest.set(
                    tags(severity),
                    untaken.stream()
                            .map(incident -> incident.episode().started())
                            .min(Comparator.naturalOrder()));
            for (Deadline.Kind kind : Deadline.Kind.values()) {
                if (IncidentMeters.canBeLate(kind)) {
                    deadline.set(tags(severity).and("deadline", kind.text()), earliest(own, kind, policy, now));
                }
            }
        }
        List<ActionItemStatus> items = unfinished.stream()
                .flatMap(incident -> incident.actionItems().stream())
                .filter(ActionItemStatus::isOpen)
                .toList();
        itemsOpen.set(Tags.empty(), items.size());
        itemDue.set(
                Tags.empty(),
                items.stream()
                        .map(item -> item.item().due().plusDays(1).atStartOfDay())
                        .min(Comparator.naturalOrder())
                        .map(end -> WallClock.start(end, policy.calendar().zone())));
    }

    private static Optional<Instant> earliest(
            List<Incident> incidents, Deadline.Kind kind, ResponsePolicy policy, Instant now) {
        return incidents.stream()
                .flatMap(incident -> policy.deadlines(incident, now).stream())
                .filter(promise -> promise.kind() == kind)
                .filter(promise ->
                        promise.status() == Deadline.Status.DUE || promise.status() == Deadline.Status.OVERDUE)
                .map(Deadline::due)
                .min(Comparator.naturalOrder());
    }

    private static Tags tags(Severity severity) {
        return Tags.of("severity", severity.name().toLowerCase(Locale.ROOT));
    }
}
