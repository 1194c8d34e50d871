package com.allodoc.ops.runbook;

import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.EscalationStep;
import com.allodoc.ops.oncall.EscalationTarget;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.time.MaintenanceWindow;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names that stand for nothing, services that wait for each other, and scripts that aren't there. */
final class ReferenceRules {

    private static final String RULE = "unknown-reference";

    private ReferenceRules() {}

    static void apply(RunbookLint lint) {
        Runbook runbook = lint.runbook();
        Set<String> services = names(runbook.services(), Service::name);
        for (Service service : runbook.services()) {
            service.dependsOn()
                    .forEach(parent -> require(lint, "service " + service.name(), services, "service", parent));
        }
        cycles(lint);
        Set<String> indicators = names(runbook.indicators(), Indicator::name);
        Set<String> procedures = names(runbook.procedures(), Procedure::name);
        for (AlertRule alert : runbook.alerts()) {
            String where = "alert " + alert.name();
            require(lint, where, indicators, "indicator", alert.indicator());
            if (alert.procedure() != null) {
                require(lint, where, procedures, "procedure", alert.procedure());
            }
        }
        Set<String> windows = names(runbook.windows().windows(), MaintenanceWindow::name);
        for (Procedure procedure : runbook.procedures()) {
            if (procedure.window() != null) {
                require(lint, "procedure " + procedure.name(), windows, "window", procedure.window());
            }
        }
        escalations(lint);
        scripts(lint);
    }

    private static void escalations(RunbookLint lint) {
        Runbook runbook = lint.runbook();
        Set<String> policies = names(runbook.escalations(), EscalationPolicy::name);
        runbook.escalationOf()
                .forEach((severity, policy) ->
                        require(lint, "severity " + severity, policies, "escalation policy", policy));
        Set<String> schedules = names(runbook.rota(), OnCallSchedule::name);
        Set<String> contacts = names(runbook.contacts(), Contact::name);
        for (EscalationPolicy policy : runbook.escalations()) {
            for (EscalationStep step : policy.steps()) {
                boolean person = step.who() instanceof EscalationTarget.Person;
                require(
                        lint,
                        "escalation " + policy.name(),
                        person ? contacts : schedules,
                        person ? "contact" : "on-call schedule",
                        step.who().name());
            }
        }
    }

    private static void scripts(RunbookLint lint) {
        Set<String> seen = new HashSet<>();
        for (Command command : lint.runbook().commands()) {
            command.script()
                    .filter(script -> seen.add(script) && !lint.isThere(script))
                    .ifPresent(script -> lint.error(
                            "missing-script",
                            "script " + script,
                            "a command starts it, and it is not there",
                            "write it, or bind the step to a command that exists"));
        }
    }

    private static void cycles(RunbookLint lint) {
        Set<String> reported = new HashSet<>();
        for (Service service : lint.runbook().services()) {
            Set<String> above = new HashSet<>();
            collect(lint.runbook(), service, above);
            if (above.contains(service.name()) && reported.add(service.name())) {
                lint.error(
                        "dependency-cycle",
                        "service " + service.name(),
                        "it depends on itself through others, so each would hide the other's failure",
                        "take one dependency out");
            }
        }
    }

    private static void collect(Runbook runbook, Service service, Set<String> above) {
        for (String parent : service.dependsOn()) {
            if (above.add(parent)) {
                runbook.service(parent).ifPresent(next -> collect(runbook, next, above));
            }
        }
    }

    private static void require(RunbookLint lint, String where, Set<String> known, String kind, String name) {
        if (!known.contains(name)) {
            lint.error(
                    RULE,
                    where,
                    "it refers to the " + kind + " " + name + ", which is none",
                    known.isEmpty()
                            ? "define it"
                            : "define it, or use one of "
                                    + known.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private static <T> Set<String> names(Collection<T> all, Function<T, String> name) {
        return all.stream().map(name).collect(Collectors.toSet());
    }
}
