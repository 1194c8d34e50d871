package com.allodoc.ops.runbook;

import com.allodoc.ops.oncall.CoverageFinding;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.EscalationStep;
import com.allodoc.ops.oncall.EscalationTarget;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.time.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hours in which nobody, or only one, answers. */
final class CoverageRules {

    private static final Duration WEEK = Duration.ofDays(7);

    private CoverageRules() {}

    static void apply(RunbookLint lint) {
        for (OnCallSchedule schedule : lint.runbook().rota()) {
            schedule.review(lint.now(), lint.horizon()).findings(CoverageFinding.Kind.DOUBLE_COVER).stream()
                    .findFirst()
                    .ifPresent(finding -> {
                        String[] parts = finding.explanation().split("; ", 2);
                        lint.warning("double-cover", "rota " + schedule.name(), parts[0], parts[1]);
                    });
        }
        for (EscalationPolicy policy : lint.runbook().escalations()) {
            Map<String, List<Occurrence>> absences = absences(lint, policy);
            Optional<Occurrence> nobody = firstWithNobody(policy, absences);
            if (nobody.isPresent()) {
                lint.error(
                        "nobody-answers",
                        "escalation " + policy.name(),
                        "no step reaches anybody from " + show(lint, nobody.get()),
                        "cover these hours, or end with a person who is always told");
            } else {
                absences.forEach((name, gaps) -> thin(lint, policy, name, gaps));
            }
        }
    }

    /** By schedule of the policy, when nobody answers it. */
    private static Map<String, List<Occurrence>> absences(RunbookLint lint, EscalationPolicy policy) {
        Map<String, List<Occurrence>> absences = new LinkedHashMap<>();
        for (EscalationStep step : policy.steps()) {
            if (step.who() instanceof EscalationTarget.OnCall onCall) {
                lint.runbook().rota().stream()
                        .filter(schedule -> schedule.name().equals(onCall.name()))
                        .forEach(schedule -> absences.put(schedule.name(), schedule.gaps(lint.now(), lint.horizon())));
            }
        }
        return absences;
    }

    private static Optional<Occurrence> firstWithNobody(
            EscalationPolicy policy, Map<String, List<Occurrence>> absences) {
        boolean somebodyAlways =
                policy.steps().stream().anyMatch(step -> step.who() instanceof EscalationTarget.Person);
        if (somebodyAlways) {
            return Optional.empty();
        }
        return absences.values().stream()
                .reduce(CoverageRules::common)
                .flatMap(gaps -> gaps.stream().findFirst());
    }

    private static void thin(RunbookLint lint, EscalationPolicy policy, String schedule, List<Occurrence> gaps) {
        Occurrence week = new Occurrence(lint.now(), lint.now().plus(WEEK));
        Duration absent =
                common(gaps, List.of(week)).stream().map(Occurrence::duration).reduce(Duration.ZERO, Duration::plus);
        if (!gaps.isEmpty()) {
            lint.warning(
                    "thin-cover",
                    "escalation " + policy.name(),
                    "its step " + schedule + " reaches nobody for " + absent.toHours() + " of the coming "
                            + WEEK.toHours() + " h, next from " + show(lint, gaps.get(0))
                            + "; it is skipped, and one silent phone is all that lies before the next step",
                    "give these hours a second person, or accept it in writing");
        }
    }

    /** What two lists in order have in common. */
    private static List<Occurrence> common(List<Occurrence> ones, List<Occurrence> others) {
        List<Occurrence> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < ones.size() && j < others.size()) {
            Occurrence one = ones.get(i);
            Occurrence other = others.get(j);
            if (one.overlaps(other)) {
                common.add(new Occurrence(
                        one.start().isAfter(other.start()) ? one.start() : other.start(),
                        one.end().isBefore(other.end()) ? one.end() : other.end()));
            }
            if (one.end().isBefore(other.end())) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }

    private static String show(RunbookLint lint, Occurrence when) {
        return Words.of(when.start(), lint.runbook().zone()) + " to "
                + Words.of(when.end(), lint.runbook().zone());
    }
}
