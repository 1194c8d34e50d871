package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an incident's events add up to: its state, its instants and its timeline. The same events give the same incident in
 * whatever order and however often they come; late ones are told where they belong. Instants never run backwards: occurred,
 * detected, acknowledged, mitigated, resolved, in this order, each absent when the step was skipped. Immutable.
 */
public final class Incident {
    private final List<IncidentEvent> timeline;
    private final IncidentEvent.Triggered first;
    private final IncidentState state;
    private final Severity severity;
    private final Severity highestSeverity;
    private final int signals;
    private final List<Episode> episodes;
    private final List<ActionItemStatus> actionItems;
    private final List<IgnoredEvent> ignored;
    private final @Nullable Instant reviewed;
    private final @Nullable Instant cancelled;
    private final @Nullable ReviewFindings findings;

    private Incident(List<IncidentEvent> timeline, IncidentFold fold) {
        this.timeline = timeline;
        if (fold.first == null || fold.severity == null || fold.highest == null) {
            throw new IllegalArgumentException("events hold no Triggered event; an incident starts with one");
        }
        this.first = fold.first;
        this.state = fold.state;
        this.severity = fold.severity;
        this.highestSeverity = fold.highest;
        this.signals = fold.signals;
        this.episodes = fold.episodes();
        this.actionItems = fold.actionItems();
        this.ignored = List.copyOf(fold.ignored);
        this.reviewed = fold.reviewed;
        this.cancelled = fold.cancelled;
        this.findings = fold.findings;
    }

    /**
     * The incident these events tell. Takes time linear in their number when they come in order.
     *
     * @throws IllegalArgumentException if none of them is {@link IncidentEvent.Triggered}, or they belong to several incidents
     */
    public static Incident of(Collection<? extends IncidentEvent> events) {
        List<IncidentEvent> sorted = new ArrayList<>(events);
        sorted.sort(IncidentEvent.ORDER);
        List<IncidentEvent> timeline = new ArrayList<>(sorted.size());
        Set<String> seen = new HashSet<>();
        IncidentFold fold = new IncidentFold();
        for (IncidentEvent event : sorted) {
            if (!event.incident().equals(sorted.get(0).incident())) {
                throw new IllegalArgumentException("events belong to several incidents: "
                        + sorted.get(0).incident() + " and " + event.incident() + "; group them first");
            }
            if (seen.add(event.id())) {
                timeline.add(event);
                fold.tell(event);
            }
        }
        return new Incident(List.copyOf(timeline), fold);
    }

    /** This incident after {@code more} events, some of which it may know already. */
    public Incident with(Collection<? extends IncidentEvent> more) {
        List<IncidentEvent> all = new ArrayList<>(timeline);
        all.addAll(more);
        return of(all);
    }

    /** What was known at {@code instant}, for replaying a past; empty when it had not been triggered yet. */
    public Optional<Incident> asOf(Instant instant) {
        return first.at().isAfter(instant)
                ? Optional.empty()
                : Optional.of(of(timeline.stream()
                        .filter(event -> !event.at().isAfter(instant))
                        .toList()));
    }

    public String id() {
        return first.incident();
    }

    public String title() {
        return first.title();
    }

    /** What is broken. */
    public DedupKey key() {
        return first.key();
    }

    /** The incident of the same key that came before. */
    public Optional<String> follows() {
        return Optional.ofNullable(first.follows());
    }

    public IncidentState state() {
        return state;
    }

    public boolean isOpen() {
        return state.isOpen();
    }

    /** The severity now. */
    public Severity severity() {
        return severity;
    }

    /** The worst severity ever reached, for statistics. */
    public Severity highestSeverity() {
        return highestSeverity;
    }

    /** How often the signal was reported as firing. */
    public int signals() {
        return signals;
    }

    /** The number of events, duplicates not counted: the version that an {@link IncidentLog} expects. */
    public long version() {
        return timeline.size();
    }

    /** When it began, never later than {@link #detected()}. */
    public Instant occurred() {
        return episodes.get(0).occurred();
    }

    /** When we first noticed. */
    public Instant detected() {
        return first.at();
    }

    /** When somebody first took it, in whichever episode. */
    public Optional<Instant> acknowledged() {
        for (Episode episode : episodes) {
            if (episode.acknowledged() != null) {
                return Optional.of(requireNonNull(episode.acknowledged()));
            }
        }
        return Optional.empty();
    }

    /** When users last stopped suffering; absent while they suffer again. */
    public Optional<Instant> mitigated() {
        return Optional.ofNullable(episode().mitigated());
    }

    /** When it was last resolved; absent while it is open. */
    public Optional<Instant> resolved() {
        return Optional.ofNullable(episode().resolved());
    }

    public Optional<Instant> reviewed() {
        return Optional.ofNullable(reviewed);
    }

    public Optional<Instant> cancelled() {
        return Optional.ofNullable(cancelled);
    }

    public Optional<ReviewFindings> findings() {
        return Optional.ofNullable(findings);
    }

    /** All episodes in order: one, and one more per reopening. */
    public List<Episode> episodes() {
        return episodes;
    }

    /** The episode that runs, or ran last. */
    public Episode episode() {
        return episodes.get(episodes.size() - 1);
    }

    public List<ActionItemStatus> actionItems() {
        return actionItems;
    }

    /** Every event once, in the order of {@link IncidentEvent#ORDER}. */
    public List<IncidentEvent> timeline() {
        return timeline;
    }

    /** The events of the timeline that changed nothing, and why. */
    public List<IgnoredEvent> ignored() {
        return ignored;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Incident incident && timeline.equals(incident.timeline);
    }

    @Override
    public int hashCode() {
        return timeline.hashCode();
    }

    @Override
    public String toString() {
        return id() + " " + state + " " + severity + " events=" + timeline.size();
    }
}
