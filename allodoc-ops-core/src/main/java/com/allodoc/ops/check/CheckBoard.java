package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.check.CheckMonitor.Step;
import com.allodoc.ops.check.Transition.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is believed about every check of one scheduler: feeds results to the monitors and what changed to the listeners.
 * Guarded by its own lock, under which no foreign code runs.
 */
final class CheckBoard {

    private static final Logger log = LoggerFactory.getLogger(CheckScheduler.class);

    private final Map<String, CheckSlot> slots = new LinkedHashMap<>();
    private final Map<String, Belief> beliefs = new LinkedHashMap<>();
    private final DependencyGraph graph;
    private final EventQueue events;
    private List<Suppression> suppressions = List.of();

    /** Slots are only read here, for what they count. */
    CheckBoard(Collection<CheckSlot> slots, Collection<CheckDefinition> definitions, EventQueue events) {
        this.graph = DependencyGraph.of(definitions);
        this.events = events;
        for (CheckSlot slot : slots) {
            this.slots.put(slot.definition().name(), slot);
            CheckState pending = CheckState.pending(slot.definition().flapDetector());
            beliefs.put(slot.definition().name(), new Belief(Step.from(pending)));
        }
    }

    synchronized void suppress(List<Suppression> suppressions) {
        this.suppressions = suppressions;
    }

    synchronized void record(String name, CheckResult result, Instant now) {
        CheckDefinition definition = slot(name).definition();
        Belief belief = belief(name);
        if (!result.supersedes(belief.result, now)) {
            return;
        }
        belief.result = result;
        boolean wasDown = belief.step.state().isHardDown();
        Step step = definition.monitor().accept(belief.step, result, situation(definition, now));
        apply(definition, step, now);
        CheckSnapshot snapshot = snapshot(name, now);
        events.offer(listener -> listener.onResult(snapshot));
        if (wasDown != step.state().isHardDown()) {
            reconsider(now);
        }
    }

    synchronized void reconsider(Instant now) {
        for (CheckSlot slot : slots.values()) {
            CheckDefinition definition = slot.definition();
            Step before = belief(definition.name()).step;
            apply(definition, definition.monitor().reconsider(before, situation(definition, now)), now);
        }
    }

    synchronized boolean acknowledge(String name, Acknowledgement acknowledgement, Instant now) {
        CheckDefinition definition = slot(name).definition();
        Step step = definition.monitor().acknowledge(state(name), acknowledgement, situation(definition, now));
        apply(definition, step, now);
        return step.has(Kind.ACKNOWLEDGED);
    }

    synchronized void unacknowledge(String name, Instant now) {
        CheckDefinition definition = slot(name).definition();
        apply(definition, definition.monitor().unacknowledge(state(name), situation(definition, now)), now);
    }

    synchronized CheckSnapshot snapshot(String name, Instant now) {
        CheckSlot slot = slot(name);
        Belief belief = belief(name);
        return new CheckSnapshot(slot.definition(), belief.step.state(), belief.result, slot.counts(), now);
    }

    synchronized List<CheckSnapshot> snapshots(Instant now) {
        return slots.keySet().stream().map(name -> snapshot(name, now)).toList();
    }

    private Situation situation(CheckDefinition definition, Instant now) {
        boolean maintenance = suppressions.stream().anyMatch(suppression -> suppression.covers(definition, now));
        return new Situation(now, maintenance, graph.hiding(definition.name(), this::state));
    }

    private void apply(CheckDefinition definition, Step step, Instant now) {
        belief(definition.name()).step = step;
        if (step.transitions().isEmpty()) {
            return;
        }
        CheckSnapshot snapshot = snapshot(definition.name(), now);
        for (Transition transition : step.transitions()) {
            if (transition.kind() == Kind.HARD_CHANGE) {
                // Without the summary: it may quote what a target answered.
                log.info(
                        "check name={} state={} impact={}",
                        definition.name(),
                        transition.status(),
                        definition.impact());
            }
            events.offer(listener -> listener.onTransition(snapshot, transition));
        }
    }

    private CheckSlot slot(String name) {
        CheckSlot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no check is named " + name + "; there are " + slots.keySet());
        }
        return slot;
    }

    private CheckState state(String name) {
        return belief(name).step.state();
    }

    private Belief belief(String name) {
        return requireNonNull(beliefs.get(name), "every slot has one");
    }

    /** The newest result of a check and what was made of it. */
    private static final class Belief {
        private Step step;
        private @Nullable CheckResult result;

        Belief(Step step) {
            this.step = step;
        }
    }
}
