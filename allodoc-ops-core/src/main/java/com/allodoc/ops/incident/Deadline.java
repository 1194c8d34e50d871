package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One promise, when it is due and whether it was kept. A tie goes to people: what happens at the due instant is in time.
 * Immutable.
 *
 * @param kind what was promised
 * @param due until when; for {@link Kind#STABILITY} from when
 * @param status kept or not
 * @param done when it was done; null while it is not
 */
public record Deadline(
        Kind kind, Instant due, Status status, @Nullable Instant done) {

    /** What is promised. Each is a clock of its own. */
    public enum Kind {
        /** Somebody takes it. An episode that ends without has missed it, however short it was. */
        ACKNOWLEDGE,
        /** A person does something about it beyond taking it, or it is over. */
        RESPOND,
        /** The people on call know: they were notified, or one of them acknowledged. Not asked of what ends before. */
        ESCALATE,
        /** Management knows. Not asked of what ends before. */
        MANAGEMENT,
        /** Stakeholders know. Not asked of what is mitigated before. */
        STAKEHOLDERS,
        /** The next word to stakeholders after the latest. Not asked of what ends before. */
        STATUS_UPDATE,
        /** The one that must not come early: from then on it has been quiet long enough to be resolved. */
        STABILITY,
        /** The review after the resolution. */
        REVIEW;

        /** {@code acknowledge}, {@code status-update} and so on: for labels and pages. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether a promise is kept. */
    public enum Status {
        /** Not done, and still in time. */
        DUE,
        /** Done in time. */
        MET,
        /** Not done, and late. */
        OVERDUE,
        /** Done late, or never to be done any more. */
        MISSED
    }

    public Deadline {
        requireNonNull(kind, "kind");
        requireNonNull(due, "due");
        requireNonNull(status, "status");
    }

    /**
     * @param done when it was done, if it was
     * @param over since when it can't be done any more, if that is so
     */
    static Deadline of(
            Kind kind, Instant due, Duration tolerance, @Nullable Instant done, @Nullable Instant over, Instant now) {
        Instant latest = due.plus(tolerance);
        if (done != null) {
            return new Deadline(kind, due, done.isAfter(latest) ? Status.MISSED : Status.MET, done);
        }
        if (over != null) {
            return new Deadline(kind, due, Status.MISSED, null);
        }
        return new Deadline(kind, due, now.isAfter(latest) ? Status.OVERDUE : Status.DUE, null);
    }

    /** How long after its due instant it was done, or still isn't at {@code now}; zero when it is in time or never was done. */
    public Duration lateBy(Instant now) {
        Instant until = status == Status.OVERDUE ? now : done;
        return until == null || !until.isAfter(due) || status == Status.MET
                ? Duration.ZERO
                : Duration.between(due, until);
    }
}
