package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.check.CheckState.Phase;
import com.allodoc.ops.check.CheckState.Surroundings;
import com.allodoc.ops.check.Transition.Kind;
import java.util.List;

/**
 * The state machine behind a check, as pure functions: a state and a result become the next state and what changed.
 * Immutable; reads no clock, keeps nothing.
 *
 * <p>Soft and hard states follow Icinga's {@code Checkable::ProcessCheckResult}: a first failure is soft attempt 1, the
 * {@code failuresToTrip}-th in a row is hard; OK is hard at once; a change of severity keeps counting while soft and is
 * told again while hard; a soft failure that ends is not told. Added to that: {@code successesToClear} as in Gatus.
 *
 * <p>What is told compares the confirmed status with what people know, so nothing is told twice and nothing that was
 * held back is forgotten:
 *
 * <ul>
 *   <li>unreachable: nothing is told until the parents are back and the child was asked again;
 *   <li>maintenance: problems are held back, recoveries of told problems are not; when the window closes, everything
 *       that still fails is told, even if it was told before the window;
 *   <li>acknowledged: problems are held back; when the acknowledgement expires they are told again;
 *   <li>flapping: one start and one end instead of problems and recoveries.
 * </ul>
 *
 * @param failuresToTrip failures in a row that confirm a problem
 * @param successesToClear successes in a row that end a confirmed problem
 * @param suppressible whether maintenance holds its problems back; false for what must always be told
 */
public record CheckMonitor(int failuresToTrip, int successesToClear, boolean suppressible) {

    static final int DEFAULT_FAILURES_TO_TRIP = 3;
    static final int DEFAULT_SUCCESSES_TO_CLEAR = 1;

    public CheckMonitor {
        if (failuresToTrip < 1 || successesToClear < 1) {
            throw new IllegalArgumentException("failuresToTrip and successesToClear must be at least 1, not "
                    + failuresToTrip + " and " + successesToClear);
        }
    }

    public static CheckMonitor of(int failuresToTrip, int successesToClear) {
        return new CheckMonitor(failuresToTrip, successesToClear, true);
    }

    /**
     * A decision.
     *
     * @param state the state after it; the same object when nothing changed
     * @param transitions what changed, in order
     * @param settled whether nothing changed and nothing will by time alone, so that the same question needs no answer
     */
    public record Step(CheckState state, List<Transition> transitions, boolean settled) {
        public Step {
            requireNonNull(state, "state");
            transitions = List.copyOf(transitions);
            if (settled && !transitions.isEmpty()) {
                throw new IllegalArgumentException("a settled step has no transitions, not " + transitions);
            }
        }

        /** Where the first decision starts from. */
        public static Step from(CheckState state) {
            return new Step(state, List.of(), false);
        }

        public boolean has(Kind kind) {
            return transitions.stream().anyMatch(transition -> transition.kind() == kind);
        }

        /** What people are to be told, in order. */
        public List<Transition> notifications() {
            return transitions.stream()
                    .filter(transition -> transition.kind().isNotification())
                    .toList();
        }
    }

    /**
     * Takes in a result and goes on from {@code before}, which is returned itself, allocating nothing, when the result
     * tells what everybody knows. Results that come in any order are asked first whether they
     * {@linkplain CheckResult#supersedes supersede} the newest.
     */
    public Step accept(Step before, CheckResult result, Situation situation) {
        return isSettled(before, situation) && before.state().isConfirmedBy(result)
                ? before
                : accept(before.state(), result, situation);
    }

    /** {@link #accept(Step, CheckResult, Situation)} from a state. */
    public Step accept(CheckState state, CheckResult result, Situation situation) {
        StateDraft draft = new StateDraft(state, situation.now());
        lookAround(draft, situation);
        draft.take(result);
        if (result.status() == CheckStatus.OK) {
            succeed(draft, result);
        } else {
            fail(draft, result);
        }
        draft.endAcknowledgement();
        draft.tell();
        return draft.finish();
    }

    /**
     * Looks again without a new result: time has passed, a window closed, a parent came back. Returns {@code before},
     * allocating nothing, when nobody needs to hear anything.
     */
    public Step reconsider(Step before, Situation situation) {
        return isSettled(before, situation) ? before : reconsider(before.state(), situation);
    }

    /** {@link #reconsider(Step, Situation)} from a state. */
    public Step reconsider(CheckState state, Situation situation) {
        StateDraft draft = new StateDraft(state, situation.now());
        lookAround(draft, situation);
        draft.endAcknowledgement();
        draft.tell();
        return draft.finish();
    }

    /** Somebody takes the problem; nothing happens when there is none (any more). */
    public Step acknowledge(CheckState state, Acknowledgement acknowledgement, Situation situation) {
        StateDraft draft = new StateDraft(state, situation.now());
        if (state.isPending() || state.status() == CheckStatus.OK || acknowledgement.hasExpired(situation.now())) {
            return Step.from(state);
        }
        draft.acknowledgement = acknowledgement;
        draft.emit(Kind.ACKNOWLEDGED, "by " + acknowledgement.by());
        return draft.finish();
    }

    /** Takes an acknowledgement back; the problem is told again if it persists. */
    public Step unacknowledge(CheckState state, Situation situation) {
        StateDraft draft = new StateDraft(state, situation.now());
        lookAround(draft, situation);
        if (draft.acknowledgement != null) {
            draft.dropAcknowledgement("taken back");
            draft.oweAgain();
        }
        draft.tell();
        return draft.finish();
    }

    /** Only an acknowledgement ends by time alone, so what was settled is until something around it changes. */
    private boolean isSettled(Step before, Situation situation) {
        Surroundings seen = before.state().surroundings();
        return before.settled()
                && seen.maintenance() == (situation.maintenance() && suppressible)
                && seen.hiddenBy().equals(situation.hiddenBy());
    }

    private void lookAround(StateDraft draft, Situation situation) {
        Surroundings seen = draft.surroundings;
        boolean maintenance = situation.maintenance() && suppressible;
        boolean hidden = !situation.hiddenBy().isEmpty();
        boolean wasHidden = !seen.hiddenBy().isEmpty();
        if (maintenance != seen.maintenance()) {
            draft.emit(maintenance ? Kind.MAINTENANCE_STARTED : Kind.MAINTENANCE_ENDED, "");
            if (!maintenance) {
                draft.oweAgain();
            }
        }
        if (hidden != wasHidden) {
            draft.emit(
                    hidden ? Kind.UNREACHABLE : Kind.REACHABLE,
                    hidden ? "hidden by " + String.join(", ", situation.hiddenBy()) : "");
        }
        boolean back = wasHidden && !hidden;
        if (back || maintenance != seen.maintenance() || !situation.hiddenBy().equals(seen.hiddenBy())) {
            draft.surroundings = new Surroundings(
                    maintenance, situation.hiddenBy(), back ? draft.now : seen.visibleSince(), back || seen.outdated());
        }
    }

    private void succeed(StateDraft draft, CheckResult result) {
        boolean confirmedProblem = draft.phase == Phase.HARD && draft.status != CheckStatus.OK;
        draft.successes = confirmedProblem ? draft.successes + 1 : 0;
        if (confirmedProblem && draft.successes < successesToClear) {
            return;
        }
        boolean first = draft.phase == Phase.PENDING;
        boolean changed = draft.status != CheckStatus.OK;
        String after = draft.phase == Phase.SOFT ? "after " + draft.attempt + " failures, not confirmed" : "";
        draft.phase = Phase.HARD;
        draft.attempt = 1;
        draft.successes = 0;
        setStatus(draft, result);
        draft.confirmed = CheckStatus.OK;
        if (changed && !first) {
            draft.emit(Kind.HARD_CHANGE, after);
        }
    }

    private void fail(StateDraft draft, CheckResult result) {
        boolean wasGood = draft.phase == Phase.PENDING || draft.status == CheckStatus.OK;
        boolean changed = wasGood || draft.status != result.status();
        boolean wasHard = draft.phase == Phase.HARD;
        draft.successes = 0;
        if (wasGood) {
            draft.phase = Phase.SOFT;
            draft.attempt = 1;
        } else if (draft.phase == Phase.SOFT) {
            draft.attempt++;
        }
        setStatus(draft, result);
        boolean trips = draft.phase == Phase.SOFT && draft.attempt >= failuresToTrip;
        if (trips) {
            draft.phase = Phase.HARD;
            draft.attempt = 1;
        }
        if (draft.phase == Phase.HARD) {
            draft.confirmed = draft.status;
            if (trips || (wasHard && changed)) {
                draft.emit(Kind.HARD_CHANGE, trips ? "failure " + failuresToTrip + " of " + failuresToTrip : "");
            }
        } else if (changed) {
            draft.emit(Kind.SOFT_CHANGE, "failure " + draft.attempt + " of " + failuresToTrip);
        }
    }

    private static void setStatus(StateDraft draft, CheckResult result) {
        if (draft.since == null || draft.status != result.status()) {
            draft.since = result.startedAt();
        }
        draft.status = result.status();
    }
}
