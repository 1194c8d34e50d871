package com.allodoc.ops.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Events of every kind with texts that hurt: quotes, newlines, control characters, emoji, lone surrogates. */
final class RandomEvents {
    private static final String[] NASTY = {
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "é",
        "日本",
        "\uD83D\uDEA8",
        "\uD800",
        "\uDC00",
        "\u0000",
        "\u007f",
        "\u2028",
        "{}",
        "[\"a\"]",
        "\\u0041",
        "a",
        " ",
        "'; DROP TABLE x; --"
    };

    private final SplittableRandom random;
    private int ids;

    RandomEvents(SplittableRandom random) {
        this.random = random;
    }

    /** A trigger and then anything, within two hours, so that many events share an instant. */
    List<IncidentEvent> story(int length) {
        List<IncidentEvent> events = new ArrayList<>();
        events.add(event(EventKind.TRIGGERED));
        while (events.size() < length) {
            events.add(event(any(EventKind.values())));
        }
        return events;
    }

    IncidentEvent event(EventKind kind) {
        EventHead head = new EventHead("e" + ids++, "inc-1", instant(), random.nextBoolean() ? person() : system());
        return switch (kind) {
            case TRIGGERED ->
                new IncidentEvent.Triggered(
                        head,
                        line(),
                        severity(),
                        DedupKey.of(text()),
                        instant(),
                        random.nextBoolean() ? "inc-0" : null);
            case SEVERITY_CHANGED -> new IncidentEvent.SeverityChanged(head, severity(), text());
            case ACKNOWLEDGED -> new IncidentEvent.Acknowledged(head);
            case NOTIFIED -> new IncidentEvent.Notified(head, any(Audience.values()), text());
            case NOTED -> new IncidentEvent.Noted(head, text());
            case STATUS_UPDATED ->
                new IncidentEvent.StatusUpdated(
                        head, text(), random.nextBoolean() ? head.at().plusSeconds(random.nextInt(1, 9999)) : null);
            case MITIGATED -> new IncidentEvent.Mitigated(head, text(), text());
            case CLEARED -> new IncidentEvent.Cleared(head, instant());
            case RESOLVED -> new IncidentEvent.Resolved(head, text());
            case REOPENED -> new IncidentEvent.Reopened(head, instant(), text());
            case ACTION_ITEM_ADDED -> new IncidentEvent.ActionItemAdded(head, item());
            case ACTION_ITEM_DONE -> new IncidentEvent.ActionItemDone(head, "item-" + random.nextInt(4));
            case REVIEWED -> new IncidentEvent.Reviewed(head, new ReviewFindings(text(), text(), texts(1), texts(0)));
            case CANCELLED -> new IncidentEvent.Cancelled(head, text());
        };
    }

    private <T> T any(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private Instant instant() {
        return TestEvents.START.plusSeconds(60L * random.nextInt(120)).plusNanos(random.nextInt(2));
    }

    private Severity severity() {
        return any(Severity.values());
    }

    private ActionItem item() {
        ActionItem.Kind kind = any(ActionItem.Kind.values());
        LocalDate due = LocalDate.parse("2025-06-12").plusDays(random.nextInt(30));
        return new ActionItem("item-" + random.nextInt(4), kind, line(), line(), due);
    }

    private Author person() {
        return Author.person(line());
    }

    private Author system() {
        return Author.system(line());
    }

    private List<String> texts(int atLeast) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(atLeast, 4); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private String line() {
        return FreeText.asLine(text(), "x");
    }

    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(any(NASTY));
        }
        return text.toString();
    }
}
