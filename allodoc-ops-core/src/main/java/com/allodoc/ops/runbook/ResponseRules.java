package com.allodoc.ops.runbook;

import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.ResponseTarget;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.incident.Timing;
import com.allodoc.ops.oncall.EscalationPolicy;
import java.time.Instant;
import java.util.Optional;

/** Promises about incidents that contradict each other. Judged for an incident that begins now. */
final class ResponseRules {

    private ResponseRules() {}

    static void apply(RunbookLint lint) {
        ResponsePolicy response = lint.runbook().response();
        if (!response.calendar().equals(lint.runbook().hours())) {
            lint.error(
                    "two-calendars",
                    "response",
                    "deadlines count other business days than the runbook's hours",
                    "give the response policy the hours of the runbook");
        }
        Severity worse = Severity.SEV1;
        for (Severity severity : Severity.values()) {
            clocks(lint, severity);
            order(lint, severity, worse);
            escalation(lint, severity);
            worse = severity;
        }
    }

    private static void clocks(RunbookLint lint, Severity severity) {
        ResponseTarget target = lint.runbook().response().target(severity);
        Optional<Instant> acknowledge = due(lint, target.acknowledge());
        Optional<Instant> respond = due(lint, target.respond());
        if (respond.isEmpty()) {
            lint.warning(
                    "no-response-time",
                    "severity " + severity,
                    "no clock runs for the response, so it is never late",
                    "promise a time, if only the next business day");
        } else if (acknowledge.isPresent() && !acknowledge.get().isBefore(respond.get())) {
            lint.error(
                    "acknowledge-after-response",
                    "severity " + severity,
                    "taking it may last as long as working on it, so one of the two clocks means nothing",
                    "let acknowledging be due before responding; they are different deadlines");
        }
    }

    private static void order(RunbookLint lint, Severity severity, Severity worse) {
        ResponsePolicy response = lint.runbook().response();
        Optional<Instant> own = due(lint, response.target(severity).respond());
        Optional<Instant> before = due(lint, response.target(worse).respond());
        if (own.isPresent() && before.isPresent() && own.get().isBefore(before.get())) {
            lint.error(
                    "severities-inverted",
                    "severity " + severity,
                    "it is answered sooner than " + worse + ", which is worse",
                    "swap the two, or make " + worse + " faster");
        }
    }

    private static void escalation(RunbookLint lint, Severity severity) {
        if (lint.runbook().escalations().isEmpty()) {
            return;
        }
        boolean escalates =
                due(lint, lint.runbook().response().target(severity).escalate()).isPresent();
        String policy = lint.runbook().escalationOf().get(severity);
        if (escalates && policy == null) {
            lint.error(
                    "severity-without-escalation",
                    "severity " + severity,
                    "the people on call are to be told, and no policy says whom",
                    "name one of "
                            + String.join(
                                    ", ",
                                    lint.runbook().escalations().stream()
                                            .map(EscalationPolicy::name)
                                            .toList()));
        }
    }

    private static Optional<Instant> due(RunbookLint lint, Timing timing) {
        return timing.due(lint.now(), lint.runbook().hours());
    }
}
