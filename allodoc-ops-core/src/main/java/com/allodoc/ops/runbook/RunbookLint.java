package com.allodoc.ops.runbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** One pass of all rules over a runbook, and what they need beside it. Not thread-safe. */
final class RunbookLint {

    private static final Duration AHEAD = Duration.ofDays(366);
    private static final Comparator<LintFinding> WORST_FIRST = Comparator.comparing(LintFinding::level)
            .thenComparing(LintFinding::where)
            .thenComparing(LintFinding::rule);

    private final Runbook runbook;
    private final Instant now;
    private final Predicate<String> scriptExists;
    private final List<LintFinding> findings = new ArrayList<>();

    private RunbookLint(Runbook runbook, Instant now, Predicate<String> scriptExists) {
        this.runbook = runbook;
        this.now = now;
        this.scriptExists = scriptExists;
    }

    static List<LintFinding> of(Runbook runbook, Instant now, Predicate<String> scriptExists) {
        RunbookLint lint = new RunbookLint(runbook, now, scriptExists);
        ReferenceRules.apply(lint);
        ServiceRules.apply(lint);
        TargetRules.apply(lint);
        BackupRules.apply(lint);
        ScheduleRules.apply(lint);
        ResponseRules.apply(lint);
        CoverageRules.apply(lint);
        CommandRules.apply(lint);
        ProcedureRules.apply(lint);
        DocumentRules.apply(lint);
        lint.findings.sort(WORST_FIRST);
        return List.copyOf(lint.findings);
    }

    Runbook runbook() {
        return runbook;
    }

    Instant now() {
        return now;
    }

    /** The end of the examined range, which begins now. */
    Instant horizon() {
        return now.plus(AHEAD);
    }

    boolean isThere(String script) {
        return scriptExists.test(script);
    }

    void error(String rule, String where, String what, String next) {
        findings.add(new LintFinding(rule, LintFinding.Level.ERROR, where, what, next));
    }

    void warning(String rule, String where, String what, String next) {
        findings.add(new LintFinding(rule, LintFinding.Level.WARNING, where, what, next));
    }

    void note(String rule, String where, String what, String next) {
        findings.add(new LintFinding(rule, LintFinding.Level.NOTE, where, what, next));
    }
}
