package com.allodoc.ops.runbook;

import com.allodoc.ops.threshold.Threshold;
import java.util.List;

/** Targets that can be missed without anybody being told, and alerts that nobody answers. */
final class TargetRules {

    private TargetRules() {}

    static void apply(RunbookLint lint) {
        Runbook runbook = lint.runbook();
        for (Indicator indicator : runbook.indicators()) {
            Threshold missed = indicator.missed();
            List<AlertRule> alerts = runbook.alertsOn(indicator.name());
            if (missed != null && alerts.stream().noneMatch(alert -> covers(alert.limit(), missed))) {
                lint.warning(
                        "silent-gap",
                        "indicator " + indicator.name(),
                        "the target is missed when it is " + missed.condition() + in(indicator) + ", and "
                                + (alerts.isEmpty()
                                        ? "there is no alert"
                                        : "the first alert waits for " + first(alerts))
                                + ", so nobody is told",
                        "add a warning at the target, for example when it was missed for 1 h");
            }
        }
        for (AlertRule alert : runbook.alerts()) {
            if (alert.procedure() == null) {
                lint.warning(
                        "no-procedure",
                        "alert " + alert.name(),
                        "it tells somebody, and no procedure says what to do then",
                        "write one, even if it has a single step");
            }
        }
    }

    /** Whether an alert tells of every missed target; a target met with equality and an alert without is no gap. */
    private static boolean covers(Threshold alert, Threshold missed) {
        if (alert instanceof Threshold.Above above && missed instanceof Threshold.Above target) {
            return above.limit() <= target.limit();
        }
        if (alert instanceof Threshold.Below below && missed instanceof Threshold.Below target) {
            return below.limit() >= target.limit();
        }
        return alert.equals(missed);
    }

    private static String first(List<AlertRule> alerts) {
        AlertRule alert = alerts.get(0);
        return alert.limit().condition() + " (" + alert.name() + ")";
    }

    private static String in(Indicator indicator) {
        return indicator.unit().isEmpty() ? "" : " " + indicator.unit();
    }
}
