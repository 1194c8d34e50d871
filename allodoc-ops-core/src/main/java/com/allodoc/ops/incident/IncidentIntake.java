package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.incident.IntakeResult.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns signals into events. A firing signal opens an incident, or is appended to the open one of its key; it reopens an
 * incident that has been quiet for at most {@code reopenWindow}, and opens a new one linked to the old after that. A clearing
 * mitigates; once it has stood for {@code stability}, the incident is resolved. Late news about an older firing is ignored and
 * counted, never an incident. Pure: the same input gives the same events with the same ids, so two processes that see the same
 * signal agree, and a log takes it once. Immutable.
 *
 * @param reopenWindow quiet for no longer than this, a firing reopens; the very end still does
 * @param stability how long a clearing must stand; zero resolves at once
 */
public record IncidentIntake(Duration reopenWindow, Duration stability) {
    private static final Comparator<Incident> BY_AGE =
            Comparator.comparing(Incident::detected).thenComparing(Incident::id);

    public IncidentIntake {
        requireNonNull(reopenWindow, "reopenWindow");
        requireNonNull(stability, "stability");
        if (reopenWindow.isNegative() || stability.isNegative()) {
            throw new IllegalArgumentException("reopenWindow and stability must not be negative: " + reopenWindow + ", "
                    + stability + "; use Duration.ZERO to do without");
        }
    }

    /** Reopens within 30 minutes, resolves after 15 minutes of quiet. */
    public static IncidentIntake standard() {
        return new IncidentIntake(Duration.ofMinutes(30), Duration.ofMinutes(15));
    }

    /**
     * What a batch of signals leads to, each seeing what the ones before it did.
     *
     * @param incidents for every key of the signals at least its latest incident, open or not; others don't matter
     */
    public IntakeResult take(Collection<Incident> incidents, List<Signal> signals, Instant now) {
        List<Incident> known = new ArrayList<>(incidents);
        List<IncidentEvent> events = new ArrayList<>();
        Map<Reason, Integer> ignored = new EnumMap<>(Reason.class);
        for (Signal signal : signals) {
            IntakeResult result = take(known, signal, now);
            result.events().forEach(event -> remember(known, event));
            events.addAll(result.events());
            result.ignored().forEach((reason, count) -> ignored.merge(reason, count, Integer::sum));
        }
        return new IntakeResult(events, ignored);
    }

    /**
     * What one signal leads to.
     *
     * @param incidents at least the latest incident of the signal's key, open or not, if there is one; others don't matter
     */
    public IntakeResult take(Collection<Incident> incidents, Signal signal, Instant now) {
        requireNonNull(now, "now");
        Optional<Incident> latest = incidents.stream()
                .filter(incident -> incident.key().equals(signal.key()))
                .max(BY_AGE);
        if (latest.isEmpty()) {
            return signal.kind() == Signal.Kind.FIRING
                    ? IntakeResult.of(List.of(open(signal, null, now)))
                    : IntakeResult.ignored(List.of(), Reason.UNKNOWN_KEY);
        }
        List<IncidentEvent> events = new ArrayList<>(settle(latest.get(), now));
        Incident incident = events.isEmpty() ? latest.get() : latest.get().with(events);
        // Only the end of a firing can be out of date: to overlook one that still burns would be worse than to look
        // twice.
        if (signal.kind() != Signal.Kind.FIRING
                && signal.startsAt().isBefore(incident.episode().startsAt())) {
            return IntakeResult.ignored(events, Reason.OLDER_EPISODE);
        }
        return switch (signal.kind()) {
            case FIRING -> firing(events, incident, signal, now);
            case ACKNOWLEDGED -> acknowledged(events, incident, signal, now);
            case CLEARED -> clearing(events, incident, signal, now);
        };
    }

    /** The resolution of an incident whose signal has been clear for {@link #stability()}; nothing for any other. */
    public List<IncidentEvent> settle(Incident incident, Instant now) {
        Instant cleared = incident.episode().cleared();
        if (!incident.isOpen() || cleared == null) {
            return List.of();
        }
        // A person may have mitigated it after the signal cleared.
        Instant mitigated = requireNonNull(incident.episode().mitigated());
        Instant stable = (mitigated.isAfter(cleared) ? mitigated : cleared).plus(stability);
        if (now.isBefore(stable)) {
            return List.of();
        }
        EventHead head = head(incident, EventKind.RESOLVED, stable, Author.system("intake"));
        return List.of(new IncidentEvent.Resolved(head, "stayed clear for " + minutes(stability)));
    }

    private IntakeResult firing(List<IncidentEvent> events, Incident incident, Signal signal, Instant now) {
        Episode episode = incident.episode();
        boolean over = !incident.isOpen();
        boolean sameFiring = signal.startsAt().equals(episode.startsAt());
        if (incident.state() == IncidentState.CANCELLED && sameFiring) {
            // Alertmanager repeats what fires; a person has said that this firing is none.
            return IntakeResult.ignored(events, Reason.CLOSED);
        }
        if (over
                && !(incident.state() == IncidentState.RESOLVED
                        && quietFor(episode, now).compareTo(reopenWindow) <= 0)) {
            events.add(open(signal, incident.id(), now));
            return IntakeResult.of(events);
        }
        if (over || episode.cleared() != null) {
            EventHead head = head(incident, EventKind.REOPENED, now, signal.source());
            events.add(new IncidentEvent.Reopened(head, signal.startsAt(), "fires again"));
        } else {
            EventHead head = head(incident, EventKind.TRIGGERED, now, signal.source());
            events.add(new IncidentEvent.Triggered(
                    head,
                    title(signal),
                    signal.severity(),
                    signal.key(),
                    signal.startsAt(),
                    incident.follows().orElse(null)));
        }
        // Compared with the worst ever: a person who lowered it is not overruled by every repetition.
        if (signal.severity().isWorseThan(incident.highestSeverity())) {
            EventHead head = head(incident, EventKind.SEVERITY_CHANGED, now, signal.source());
            events.add(new IncidentEvent.SeverityChanged(head, signal.severity(), "the signal got worse"));
        }
        return IntakeResult.of(events);
    }

    private static IntakeResult acknowledged(
            List<IncidentEvent> events, Incident incident, Signal signal, Instant now) {
        if (!incident.isOpen()) {
            return IntakeResult.ignored(events, Reason.CLOSED);
        }
        if (incident.state() != IncidentState.TRIGGERED) {
            return IntakeResult.ignored(events, Reason.REPEATED);
        }
        events.add(new IncidentEvent.Acknowledged(head(incident, EventKind.ACKNOWLEDGED, now, signal.source())));
        return IntakeResult.of(events);
    }

    private IntakeResult clearing(List<IncidentEvent> events, Incident incident, Signal signal, Instant now) {
        if (!incident.isOpen()) {
            return IntakeResult.ignored(events, Reason.CLOSED);
        }
        if (incident.episode().cleared() != null) {
            return IntakeResult.ignored(events, Reason.REPEATED);
        }
        EventHead head = head(incident, EventKind.CLEARED, now, signal.source());
        IncidentEvent cleared = new IncidentEvent.Cleared(head, signal.startsAt());
        events.add(cleared);
        events.addAll(settle(incident.with(List.of(cleared)), now));
        return IntakeResult.of(events);
    }

    private static IncidentEvent open(Signal signal, @Nullable String follows, Instant now) {
        String id = EventIds.incident(signal.key(), signal.startsAt(), follows);
        EventHead head = new EventHead(EventIds.first(id), id, now, signal.source());
        return new IncidentEvent.Triggered(
                head, title(signal), signal.severity(), signal.key(), signal.startsAt(), follows);
    }

    private static EventHead head(Incident incident, EventKind kind, Instant at, Author author) {
        return new EventHead(EventIds.next(incident, kind), incident.id(), at, author);
    }

    private static String title(Signal signal) {
        return FreeText.asLine(signal.title(), signal.key().value());
    }

    private static Duration quietFor(Episode episode, Instant now) {
        return Duration.between(Objects.requireNonNullElse(episode.quiet(), now), now);
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() + " min";
    }

    private static void remember(List<Incident> known, IncidentEvent event) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).id().equals(event.incident())) {
                known.set(i, known.get(i).with(List.of(event)));
                return;
            }
        }
        known.add(Incident.of(List.of(event)));
    }
}
