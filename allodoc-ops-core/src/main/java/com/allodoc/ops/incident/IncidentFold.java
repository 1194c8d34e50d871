package com.allodoc.ops.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells an incident's events in order, once, and remembers where it stands. Each method answers why its event changes nothing,
 * or nothing when it does. Because an event out of place is left aside, the instants of an episode never run backwards.
 */
final class IncidentFold implements EventVisitor<Optional<String>> {
    private static final Optional<String> ACCEPTED = Optional.empty();
    private static final Optional<String> NOT_TRIGGERED = Optional.of("the incident was not triggered yet");
    private static final Set<EventKind> RESPONSES = EnumSet.of(
            EventKind.NOTED,
            EventKind.STATUS_UPDATED,
            EventKind.NOTIFIED,
            EventKind.SEVERITY_CHANGED,
            EventKind.MITIGATED,
            EventKind.RESOLVED,
            EventKind.ACTION_ITEM_ADDED);

    IncidentEvent.@Nullable Triggered first;
    IncidentState state = IncidentState.TRIGGERED;

    @Nullable
    Severity severity;

    @Nullable
    Severity highest;

    int signals;

    @Nullable
    Instant reviewed;

    @Nullable
    Instant cancelled;

    @Nullable
    ReviewFindings findings;

    final List<IgnoredEvent> ignored = new ArrayList<>();
    private final List<EpisodeFold> episodes = new ArrayList<>();
    private final Map<String, ActionItemStatus> actionItems = new LinkedHashMap<>();

    void tell(IncidentEvent event) {
        event.accept(this).ifPresentOrElse(reason -> ignored.add(new IgnoredEvent(event, reason)), () -> answer(event));
    }

    List<Episode> episodes() {
        return episodes.stream().map(EpisodeFold::episode).toList();
    }

    List<ActionItemStatus> actionItems() {
        return List.copyOf(actionItems.values());
    }

    private void answer(IncidentEvent event) {
        if (!episodes.isEmpty() && event.author().isPerson() && RESPONSES.contains(event.kind())) {
            EpisodeFold episode = episode();
            boolean inTime = episode.resolved == null || !event.at().isAfter(episode.resolved);
            if (episode.responded == null && inTime) {
                episode.responded = event.at();
            }
        }
    }

    @Override
    public Optional<String> triggered(IncidentEvent.Triggered event) {
        if (first == null) {
            first = event;
            severity = event.severity();
            highest = event.severity();
            episodes.add(new EpisodeFold(event.startsAt(), event.at()));
        } else if (!state.isOpen()) {
            return refusedIn("fire again; it takes a reopening or a new incident");
        } else {
            episode().firesSince(event.startsAt());
        }
        signals++;
        return ACCEPTED;
    }

    @Override
    public Optional<String> acknowledged(IncidentEvent.Acknowledged event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        if (state == IncidentState.ACKNOWLEDGED) {
            // A confirmation: the escalation that lets acknowledgements expire wants to know.
            return ACCEPTED;
        }
        if (state != IncidentState.TRIGGERED) {
            return refusedIn("be acknowledged");
        }
        state = IncidentState.ACKNOWLEDGED;
        episode().acknowledged = event.at();
        return ACCEPTED;
    }

    @Override
    public Optional<String> severityChanged(IncidentEvent.SeverityChanged event) {
        if (highest == null) {
            return NOT_TRIGGERED;
        }
        if (state == IncidentState.CANCELLED) {
            return refusedIn("change its severity");
        }
        severity = event.to();
        highest = highest.worst(event.to());
        return ACCEPTED;
    }

    @Override
    public Optional<String> mitigated(IncidentEvent.Mitigated event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        if (!state.isOpen() || state == IncidentState.MITIGATED) {
            return refusedIn("be mitigated");
        }
        state = IncidentState.MITIGATED;
        episode().mitigated = event.at();
        return ACCEPTED;
    }

    @Override
    public Optional<String> cleared(IncidentEvent.Cleared event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        EpisodeFold episode = episode();
        if (!state.isOpen() || episode.cleared != null) {
            return refusedIn("clear");
        }
        if (event.startsAt().isBefore(episode.startsAt)) {
            return Optional.of("it belongs to an earlier firing, of " + event.startsAt());
        }
        episode.cleared = event.at();
        if (state != IncidentState.MITIGATED) {
            state = IncidentState.MITIGATED;
            episode.mitigated = event.at();
        }
        return ACCEPTED;
    }

    @Override
    public Optional<String> resolved(IncidentEvent.Resolved event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        if (!state.isOpen()) {
            return refusedIn("be resolved");
        }
        EpisodeFold episode = episode();
        state = IncidentState.RESOLVED;
        episode.resolved = event.at();
        episode.quiet = event.author().isPerson() || episode.cleared == null ? event.at() : episode.cleared;
        return ACCEPTED;
    }

    @Override
    public Optional<String> reopened(IncidentEvent.Reopened event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        if (state != IncidentState.MITIGATED && state != IncidentState.RESOLVED) {
            return refusedIn("be reopened");
        }
        state = IncidentState.TRIGGERED;
        episodes.add(new EpisodeFold(event.startsAt(), event.at()));
        signals++;
        return ACCEPTED;
    }

    @Override
    public Optional<String> noted(IncidentEvent.Noted event) {
        return ACCEPTED;
    }

    @Override
    public Optional<String> statusUpdated(IncidentEvent.StatusUpdated event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        episode().lastUpdate = event;
        episode().notified.putIfAbsent(Audience.STAKEHOLDERS, event.at());
        return ACCEPTED;
    }

    @Override
    public Optional<String> notified(IncidentEvent.Notified event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        episode().notified.putIfAbsent(event.audience(), event.at());
        return ACCEPTED;
    }

    @Override
    public Optional<String> actionItemAdded(IncidentEvent.ActionItemAdded event) {
        String item = event.item().id();
        if (actionItems.containsKey(item)) {
            return Optional.of("there is an action item " + item + " already");
        }
        actionItems.put(item, new ActionItemStatus(event.item(), null));
        return ACCEPTED;
    }

    @Override
    public Optional<String> actionItemDone(IncidentEvent.ActionItemDone event) {
        ActionItemStatus status = actionItems.get(event.item());
        if (status == null) {
            return Optional.of("there is no action item " + event.item());
        }
        if (!status.isOpen()) {
            return Optional.of("action item " + event.item() + " is done already");
        }
        actionItems.put(event.item(), new ActionItemStatus(status.item(), event.at()));
        return ACCEPTED;
    }

    @Override
    public Optional<String> reviewed(IncidentEvent.Reviewed event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        if (state != IncidentState.RESOLVED) {
            return refusedIn("be reviewed");
        }
        state = IncidentState.REVIEWED;
        reviewed = event.at();
        findings = event.findings();
        return ACCEPTED;
    }

    @Override
    public Optional<String> cancelled(IncidentEvent.Cancelled event) {
        if (first == null) {
            return NOT_TRIGGERED;
        }
        if (!state.isOpen()) {
            return refusedIn("be cancelled");
        }
        state = IncidentState.CANCELLED;
        cancelled = event.at();
        return ACCEPTED;
    }

    private EpisodeFold episode() {
        return episodes.get(episodes.size() - 1);
    }

    private Optional<String> refusedIn(String what) {
        return Optional.of("an incident that is " + state + " can't " + what);
    }
}
