package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The page on which a team learns from an incident, as Markdown: what the events know is written, what only people know is
 * asked for. Times are local to the policy's calendar. Immutable.
 *
 * @param policy whose promises are listed as kept or not
 */
public record ReviewDocument(ResponsePolicy policy) {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final String OPEN_QUESTION = "_To be written in the review._";

    public ReviewDocument {
        requireNonNull(policy, "policy");
    }

    /** The document as of {@code now}; the same input gives the same text. */
    public String markdown(Incident incident, Instant now) {
        Markdown page = new Markdown();
        page.heading(1, "Incident " + incident.id() + ": " + incident.title());
        summary(page, incident);
        page.heading(2, "Impact");
        finding(page, incident, ReviewFindings::impact);
        page.heading(2, "Detection");
        detection(page, incident);
        page.heading(2, "Contributing causes");
        findings(page, incident, ReviewFindings::causes);
        page.heading(2, "What went well");
        findings(page, incident, ReviewFindings::wentWell);
        page.heading(2, "Timeline");
        timeline(page, incident);
        page.heading(2, "Promises");
        promises(page, policy.deadlines(incident, now), now);
        page.heading(2, "Action items");
        actionItems(page, incident, now.atZone(policy.calendar().zone()).toLocalDate());
        return page.toString();
    }

    private void summary(Markdown page, Incident incident) {
        Instant detected = incident.detected();
        String severity = incident.severity() == incident.highestSeverity()
                ? incident.severity().name()
                : incident.severity() + ", at worst " + incident.highestSeverity();
        page.header("What", "When or how much", "After detection");
        page.row("Severity", severity + ": " + incident.highestSeverity().definition(), "");
        page.row("State", incident.state().name().toLowerCase(Locale.ROOT), "");
        incident.follows().ifPresent(previous -> page.row("Follows", previous, ""));
        if (incident.episodes().size() > 1) {
            page.row("Reopened", incident.episodes().size() - 1 + " times", "");
        }
        page.row("Occurred", time(incident.occurred()), "");
        page.row("Detected", time(detected), "");
        step(page, "Acknowledged", incident.acknowledged(), detected);
        step(page, "Mitigated", incident.mitigated(), detected);
        step(page, "Resolved", incident.resolved(), detected);
        step(page, "Reviewed", incident.reviewed(), detected);
    }

    private void step(Markdown page, String name, Optional<Instant> at, Instant detected) {
        page.row(
                name,
                at.map(this::time).orElse("never"),
                at.map(instant -> words(Duration.between(detected, instant))).orElse(""));
    }

    private static void detection(Markdown page, Incident incident) {
        Duration unnoticed = Duration.between(incident.occurred(), incident.detected());
        String by = incident.timeline().stream()
                .filter(event -> event.kind() == EventKind.TRIGGERED)
                .findFirst()
                .map(event -> event.author().toString())
                .orElse("nobody");
        page.paragraph("Noticed after " + words(unnoticed) + ", by " + Markdown.inline(by) + ".");
        finding(page, incident, ReviewFindings::detection);
    }

    private void timeline(Markdown page, Incident incident) {
        page.header("Time", "Who", "What");
        for (IncidentEvent event : incident.timeline()) {
            page.row(time(event.at()), event.author().toString(), event.describe());
        }
        if (!incident.ignored().isEmpty()) {
            page.paragraph("Without effect:");
            page.bullets(incident.ignored().stream()
                    .map(ignored -> time(ignored.event().at()) + " "
                            + ignored.event().kind().text() + ": " + ignored.reason())
                    .toList());
        }
    }

    private void promises(Markdown page, List<Deadline> deadlines, Instant now) {
        if (deadlines.isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.header("Promise", "Due", "Kept", "Late by");
        for (Deadline deadline : deadlines) {
            page.row(
                    deadline.kind().text(),
                    time(deadline.due()),
                    deadline.status().name().toLowerCase(Locale.ROOT),
                    lateness(deadline, now));
        }
    }

    private static String lateness(Deadline deadline, Instant now) {
        if (deadline.status() == Deadline.Status.MISSED && deadline.done() == null) {
            return "never done";
        }
        Duration late = deadline.lateBy(now);
        return late.isZero() ? "" : words(late);
    }

    private static void actionItems(Markdown page, Incident incident, LocalDate today) {
        if (incident.actionItems().isEmpty()) {
            page.paragraph("None yet. Agree on at least one, with an owner and a due date.");
            return;
        }
        long overdue = incident.actionItems().stream()
                .filter(item -> item.isOverdue(today))
                .count();
        if (overdue > 0) {
            page.paragraph(
                    "**Overdue: " + overdue + " of " + incident.actionItems().size() + ".**");
        }
        page.header("Item", "What", "Changes", "Owner", "Due", "Status");
        for (ActionItemStatus status : incident.actionItems()) {
            ActionItem item = status.item();
            String state = status.isOpen() ? status.isOverdue(today) ? "OVERDUE" : "open" : "done";
            page.row(
                    item.id(),
                    item.title(),
                    item.kind().text(),
                    item.owner(),
                    item.due().toString(),
                    state);
        }
    }

    private static void finding(Markdown page, Incident incident, Function<ReviewFindings, String> part) {
        incident.findings().map(part).ifPresentOrElse(page::block, () -> page.paragraph(OPEN_QUESTION));
    }

    private static void findings(Markdown page, Incident incident, Function<ReviewFindings, List<String>> part) {
        List<String> items = incident.findings().map(part).orElse(List.of());
        if (items.isEmpty()) {
            page.paragraph(incident.findings().isPresent() ? "Nothing was recorded." : OPEN_QUESTION);
        } else {
            page.bullets(items);
        }
    }

    private String time(Instant instant) {
        return SECONDS.format(instant.atZone(policy.calendar().zone()));
    }

    private static String words(Duration duration) {
        StringBuilder words = new StringBuilder();
        part(words, duration.toDays(), " d ");
        part(words, duration.toHoursPart(), " h ");
        part(words, duration.toMinutesPart(), " min ");
        part(words, duration.toSecondsPart(), " s ");
        return words.isEmpty() ? "0 s" : words.toString().strip();
    }

    private static void part(StringBuilder words, long number, String unit) {
        if (number != 0) {
            words.append(number).append(unit);
        }
    }
}
