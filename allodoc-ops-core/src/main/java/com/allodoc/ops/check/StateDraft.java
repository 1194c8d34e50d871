package com.allodoc.ops.check;

import com.allodoc.ops.check.CheckState.Phase;
import com.allodoc.ops.check.CheckState.Surroundings;
import com.allodoc.ops.check.CheckState.Told;
import com.allodoc.ops.check.Transition.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A state while one decision is being made: copied in, changed, copied out. Lives within one call of the monitor. */
final class StateDraft {

    final Instant now;
    Phase phase;
    CheckStatus status;
    CheckStatus confirmed;
    int attempt;
    int successes;

    @Nullable
    Instant since;

    FlapDetector flaps;

    @Nullable
    Acknowledgement acknowledgement;

    Told told;
    Surroundings surroundings;

    private final CheckState before;
    private List<Transition> transitions = List.of();

    StateDraft(CheckState before, Instant now) {
        this.before = before;
        this.now = now;
        this.phase = before.phase();
        this.status = before.status();
        this.confirmed = before.confirmed();
        this.attempt = before.attempt();
        this.successes = before.successes();
        this.since = before.since();
        this.flaps = before.flaps();
        this.acknowledgement = before.acknowledgement();
        this.told = before.told();
        this.surroundings = before.surroundings();
    }

    void take(CheckResult result) {
        flaps = flaps.next(result.status());
        if (surroundings.outdated() != surroundings.isOutdated(result)) {
            surroundings = surroundings.withOutdated(!surroundings.outdated());
        }
    }

    void emit(Kind kind, String detail) {
        // Most steps change nothing that anybody hears of, and a step is made for every result of every check.
        if (transitions.isEmpty()) {
            transitions = new ArrayList<>(2);
        }
        transitions.add(new Transition(kind, status, now, detail));
    }

    /** Ends it with the problem, with its time, or a normal one with any change; an expired one leaves something to tell. */
    void endAcknowledgement() {
        if (acknowledgement == null) {
            return;
        }
        if (status == CheckStatus.OK) {
            dropAcknowledgement("recovered");
        } else if (!acknowledgement.sticky() && status != before.status()) {
            dropAcknowledgement("status changed");
        } else if (acknowledgement.hasExpired(now)) {
            dropAcknowledgement("expired");
            oweAgain();
        }
    }

    void dropAcknowledgement(String why) {
        acknowledgement = null;
        emit(Kind.ACKNOWLEDGEMENT_ENDED, why);
    }

    /** What people were told is to be told again, if it is still a problem then. */
    void oweAgain() {
        told = new Told(told.status(), told.flapping(), status != CheckStatus.OK);
    }

    /** Compares what is confirmed with what people know. */
    void tell() {
        if (isHidden()) {
            return;
        }
        boolean muted = surroundings.maintenance() || acknowledgement != null;
        boolean good = status == CheckStatus.OK;
        boolean hard = phase == Phase.HARD;
        if (flaps.flapping()) {
            if (!muted && !told.flapping()) {
                emit(Kind.FLAPPING_STARTED, flaps.describe());
                told = new Told(told.status(), true, told.owed());
            }
        } else if (told.flapping()) {
            if (good || !muted) {
                emit(Kind.FLAPPING_ENDED, "");
                told = new Told(hard ? status : CheckStatus.OK, false, false);
            }
        } else if (hard && good) {
            if (told.status() != CheckStatus.OK) {
                emit(Kind.RECOVERY, "from " + told.status());
            }
            told = Told.NOTHING;
        } else if (hard && !muted && (told.status() != status || told.owed())) {
            emit(Kind.PROBLEM, told.status() == status ? "still failing" : "");
            told = new Told(status, false, false);
        }
    }

    /** A result from while the parents were down says nothing about the child, even after they are back. */
    private boolean isHidden() {
        return phase == Phase.PENDING || !surroundings.hiddenBy().isEmpty() || surroundings.outdated();
    }

    CheckMonitor.Step finish() {
        if (isUntouched()) {
            boolean settled = transitions.isEmpty() && acknowledgement == null;
            return new CheckMonitor.Step(before, transitions, settled);
        }
        CheckState after = new CheckState(
                phase, status, confirmed, attempt, successes, since, flaps, acknowledgement, told, surroundings);
        return new CheckMonitor.Step(after, transitions, false);
    }

    private boolean isUntouched() {
        return phase == before.phase()
                && status == before.status()
                && confirmed == before.confirmed()
                && attempt == before.attempt()
                && successes == before.successes()
                && Objects.equals(since, before.since())
                && flaps.equals(before.flaps())
                && Objects.equals(acknowledgement, before.acknowledgement())
                && told.equals(before.told())
                && surroundings.equals(before.surroundings());
    }
}
