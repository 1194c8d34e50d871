package com.allodoc.ops.oncall;

import com.allodoc.ops.oncall.EscalationAction.Exhausted;
import com.allodoc.ops.oncall.EscalationAction.Notified;
import com.allodoc.ops.oncall.EscalationAction.Skipped;
import com.allodoc.ops.oncall.EscalationPlan.State;
import com.allodoc.ops.oncall.EscalationTarget.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the events of one escalation in their order and keeps what was due between them. Not thread-safe. */
final class EscalationReplay {
    private final EscalationPolicy policy;
    private final Map<String, OnCallSchedule> schedules;
    private final List<EscalationAction> done = new ArrayList<>();
    private List<EscalationAction> run = List.of();
    private State state = State.IDLE;
    private @Nullable Instant acknowledgedAt;

    EscalationReplay(EscalationPolicy policy, Map<String, OnCallSchedule> schedules) {
        this.policy = policy;
        this.schedules = schedules;
    }

    void apply(EscalationEvent event) {
        Instant at = event.at();
        // A confirmation at the very instant of the expiry still counts, so only an expiry before the event takes
        // effect.
        expiry().filter(expires -> expires.isBefore(at)).ifPresent(this::startOver);
        switch (event.kind()) {
            case TRIGGERED -> {
                if (state == State.IDLE || state == State.RESOLVED) {
                    startOver(at);
                }
            }
            case ACKNOWLEDGED -> {
                if (state == State.ESCALATING || state == State.ACKNOWLEDGED) {
                    stop(at, State.ACKNOWLEDGED);
                    acknowledgedAt = at;
                }
            }
            case UNACKNOWLEDGED -> {
                if (state == State.ACKNOWLEDGED) {
                    startOver(at);
                }
            }
            case RESOLVED -> {
                if (state != State.IDLE) {
                    stop(at, State.RESOLVED);
                }
            }
        }
    }

    EscalationPlan planAt(Instant now) {
        expiry().filter(expires -> !expires.isAfter(now)).ifPresent(this::startOver);
        Optional<Instant> expires = expiry();
        List<EscalationAction> actions = new ArrayList<>(done);
        run.stream().filter(action -> !action.at().isAfter(now)).forEach(actions::add);
        Optional<EscalationAction> next = expires.map(this::actionsFrom).orElse(run).stream()
                .filter(action -> action.at().isAfter(now) && action.isDelivered())
                .findFirst();
        boolean exhausted = state == State.ESCALATING && next.isEmpty();
        return new EscalationPlan(exhausted ? State.EXHAUSTED : state, actions, next, expires);
    }

    private Optional<Instant> expiry() {
        Duration holds = policy.acknowledgementExpiry();
        return acknowledgedAt == null || holds == null ? Optional.empty() : Optional.of(acknowledgedAt.plus(holds));
    }

    private void startOver(Instant at) {
        run = actionsFrom(at);
        state = State.ESCALATING;
        acknowledgedAt = null;
    }

    private void stop(Instant at, State reached) {
        run.stream().filter(action -> action.at().isBefore(at)).forEach(done::add);
        run = List.of();
        state = reached;
        acknowledgedAt = null;
    }

    /** Everything an escalation that starts at {@code start} does if nobody ever answers; its last action is the exhaustion. */
    private List<EscalationAction> actionsFrom(Instant start) {
        List<EscalationAction> actions = new ArrayList<>();
        Instant due = start;
        for (int round = 1; round <= policy.repeats() + 1; round++) {
            for (int step = 1; step <= policy.steps().size(); step++) {
                EscalationStep current = policy.steps().get(step - 1);
                String target = current.who().name();
                Optional<Recipient> recipient = current.who().resolve(schedules, due);
                if (recipient.isPresent()) {
                    Recipient found = recipient.get();
                    actions.add(new Notified(due, round, step, target, found.person(), found.why()));
                    due = due.plus(current.thenWait());
                } else {
                    actions.add(new Skipped(due, round, step, target, "nobody on duty"));
                }
            }
        }
        actions.add(new Exhausted(due, policy.repeats() + 1));
        return actions;
    }
}
