package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Something to do so that the incident doesn't come back. Immutable.
 *
 * @param id unique within its incident
 * @param kind what it changes
 * @param title what is to be done
 * @param owner who does it
 * @param due the last day on which it is in time
 */
public record ActionItem(String id, Kind kind, String title, String owner, LocalDate due) {

    /** What an action item changes. */
    public enum Kind {
        /** The system itself, so that it doesn't happen again. */
        PREVENTION,
        /** The runbook. */
        RUNBOOK,
        /** How the team works. */
        PROCESS;

        /** {@code prevention}, {@code runbook} or {@code process}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind parse(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "text is no kind of action item: \"" + text + "\"; use prevention, runbook or process");
        }
    }

    public ActionItem {
        EventHead.requireId(id, "id");
        requireNonNull(kind, "kind");
        FreeText.line(title, "title");
        FreeText.line(owner, "owner");
        requireNonNull(due, "due");
    }
}
