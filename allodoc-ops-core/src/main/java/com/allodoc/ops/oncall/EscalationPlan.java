package com.allodoc.ops.oncall;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an escalation stands at an instant: what it has done so far and what it will do next unless a human acts. Immutable.
 *
 * @param state where it stands
 * @param actions everything due so far, in order; of several escalations of one thing (reopened, given back) all of them
 * @param next the next notification or exhaustion; empty when none will come without a new event
 * @param acknowledgementExpires when the acknowledgement ends unless confirmed; the time to remind its owner lies before it
 */
public record EscalationPlan(
        State state,
        List<EscalationAction> actions,
        Optional<EscalationAction> next,
        Optional<Instant> acknowledgementExpires) {

    /** Where an escalation stands. */
    public enum State {
        /** Not triggered yet. */
        IDLE,
        /** Notifying and waiting. */
        ESCALATING,
        /** Somebody has taken it. */
        ACKNOWLEDGED,
        /** All steps and repeats went by. */
        EXHAUSTED,
        /** Over. */
        RESOLVED
    }

    public EscalationPlan {
        actions = List.copyOf(actions);
    }

    /**
     * The plan at {@code now}. A step is due when the waits before it have elapsed; an acknowledgement or resolution at the
     * very instant a step is due comes first. Events after {@code now} are not seen; order and repetition of events do not
     * matter, and an event that arrives late is sorted in by its instant. Each step asks {@code schedules} who is on duty at
     * the instant it is due.
     *
     * @param policy as it was when the escalation was triggered
     * @param schedules by name, all that the policy refers to
     * @throws IllegalArgumentException if a schedule is missing
     */
    public static EscalationPlan at(
            EscalationPolicy policy,
            Map<String, OnCallSchedule> schedules,
            Collection<? extends EscalationEvent> events,
            Instant now) {
        EscalationReplay replay = new EscalationReplay(policy, schedules);
        events.stream()
                .filter(event -> !event.at().isAfter(now))
                .sorted(EscalationEvent.ORDER)
                .forEach(replay::apply);
        return replay.planAt(now);
    }

    /** Whether it went through all steps and repeats without an acknowledgement. */
    public boolean isExhausted() {
        return state == State.EXHAUSTED;
    }

    /** The notifications due so far, in order. */
    public List<EscalationAction.Notified> notifications() {
        return actions.stream()
                .filter(EscalationAction.Notified.class::isInstance)
                .map(EscalationAction.Notified.class::cast)
                .toList();
    }
}
