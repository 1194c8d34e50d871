package com.allodoc.ops.check;

import com.allodoc.ops.check.CheckMonitor.Step;
import com.allodoc.ops.check.Transition.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells a monitor one thing after the other, a second apart, and collects what it says. */
final class MonitorStory {
    private static final Instant T0 = Instant.parse("2025-10-26T00:00:00Z");

    private final CheckMonitor monitor;
    private final List<Transition> transitions = new ArrayList<>();
    private CheckState state;
    private long second;
    private boolean maintenance;
    private List<String> parents = List.of();

    MonitorStory(CheckMonitor monitor, FlapDetector flaps) {
        this.monitor = monitor;
        this.state = CheckState.pending(flaps);
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
            take(monitor.accept(state, result(status, second), situation()));
        }
        return this;
    }

    MonitorStory resultOf(CheckStatus status, long startedAt) {
        take(monitor.accept(state, result(status, startedAt), situation()));
        return this;
    }

    MonitorStory pass(long seconds) {
        second += seconds;
        take(monitor.reconsider(state, situation()));
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
        take(monitor.acknowledge(state, new Acknowledgement("ana", at(second), sticky, null), situation()));
        return this;
    }

    MonitorStory acknowledgeFor(long seconds) {
        Acknowledgement timed = Acknowledgement.sticky("ana", at(second)).until(at(second + seconds));
        take(monitor.acknowledge(state, timed, situation()));
        return this;
    }

    MonitorStory unacknowledge() {
        take(monitor.unacknowledge(state, situation()));
        return this;
    }

    private Situation situation() {
        return new Situation(at(second), maintenance, parents);
    }

    private void take(Step step) {
        state = step.state();
        transitions.addAll(step.transitions());
    }

    CheckState state() {
        return state;
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
