package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

/**
 * A finding: two plans meet, once or again and again. Immutable.
 *
 * @param kind what meets what
 * @param subject the job, or the first of the two windows
 * @param window the window it meets
 * @param first when they first meet in the examined range; a job's start is a point
 * @param times how often they meet in the examined range
 * @param explanation one sentence for people, with what to do
 */
public record ScheduleConflict(
        Kind kind, String subject, String window, Occurrence first, int times, String explanation) {

    /** What meets what. */
    public enum Kind {
        /** A job starts while the window is open. */
        JOB_STARTS_IN_WINDOW,
        /** Two windows that cover the same thing are open together. */
        WINDOWS_OVERLAP
    }

    public ScheduleConflict {
        requireNonNull(kind, "kind");
        requireNonNull(subject, "subject");
        requireNonNull(window, "window");
        requireNonNull(first, "first");
        requireNonNull(explanation, "explanation");
        if (times < 1) {
            throw new IllegalArgumentException(
                    "times must be at least 1 but is " + times + "; no conflict is no finding");
        }
    }
}
