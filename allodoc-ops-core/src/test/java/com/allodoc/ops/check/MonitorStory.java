package com.allodoc.ops.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.check.CheckMonitor.Step;
import com.allodoc.ops.check.Transition.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a monitor one thing after the other, a second apart, and collects what it says. */
final class MonitorStory {
    private static final Instant T0 = Instant.parse("2025-10-26T00:00:00Z");

    private final CheckMonitor monitor;
    private final List<Transition> transitions = new ArrayList<>();
    private Step step;
    private @Nullable CheckResult newest;
    private long second;
    private boolean maintenance;
    private List<String> parents = List.of();

    MonitorStory(CheckMonitor monitor, FlapDetector flaps) {
        this.monitor = monitor;
        this.step = Step.from(CheckState.pending(flaps));
    }

    static MonitorStory of(int trip, int clear) {
        return new MonitorStory(CheckMonitor.of(trip, clear), FlapDetector.off());
    }

    static Instant at(long second) {
        return T0.plusSeconds(second);
    }

    static CheckResult result(CheckStatus status, long second) {
        return CheckResult.of(status, "result", at(second));
    }

    MonitorStory results(CheckStatus... statuses) {
        for (CheckStatus status : statuses) {
            second++;
            resultOf(status, second);
        }
        return this;
    }

    MonitorStory resultOf(CheckStatus status, long startedAt) {
        CheckResult result = result(status, startedAt);
        if (result.supersedes(newest, at(second))) {
            newest = result;
            take(monitor.accept(step, result, situation()), monitor.accept(state(), result, situation()));
        }
        return this;
    }

    MonitorStory pass(long seconds) {
        second += seconds;
        take(monitor.reconsider(step, situation()), monitor.reconsider(state(), situation()));
        return this;
    }

    MonitorStory maintenance(boolean open) {
        maintenance = open;
        return this;
    }

    MonitorStory hiddenBy(String... names) {
        parents = List.of(names);
        return this;
    }

    MonitorStory acknowledge(boolean sticky) {
        take(monitor.acknowledge(state(), new Acknowledgement("ana", at(second), sticky, null), situation()));
        return this;
    }

    MonitorStory acknowledgeFor(long seconds) {
        Acknowledgement timed = Acknowledgement.sticky("ana", at(second)).until(at(second + seconds));
        take(monitor.acknowledge(state(), timed, situation()));
        return this;
    }

    MonitorStory unacknowledge() {
        take(monitor.unacknowledge(state(), situation()));
        return this;
    }

    private Situation situation() {
        return new Situation(at(second), maintenance, parents);
    }

    private void take(Step next) {
        step = next;
        transitions.addAll(next.transitions());
    }

    /** Whether something is settled may save work, but never change what is decided. */
    private void take(Step fromStep, Step fromState) {
        assertThat(fromStep.state()).isEqualTo(fromState.state());
        assertThat(fromStep.transitions()).isEqualTo(fromState.transitions());
        take(fromStep);
    }

    CheckState state() {
        return step.state();
    }

    Step step() {
        return step;
    }

    CheckSnapshot snapshot(CheckDefinition definition, RunCounts counts, Instant now) {
        return new CheckSnapshot(definition, state(), newest, counts, now);
    }

    List<Kind> kinds() {
        return transitions.stream().map(Transition::kind).toList();
    }

    List<String> told() {
        return transitions.stream()
                .filter(transition -> transition.kind().isNotification())
                .map(transition -> transition.kind() + " " + transition.status())
                .toList();
    }
}
