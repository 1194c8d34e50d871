package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

/**
 * A contradiction, gap or trap in a runbook: what, where, what next. Immutable.
 *
 * @param rule the rule that found it, such as {@code rpo-without-wal}; bounded, so it may become a metric label
 * @param level how bad it is
 * @param where the part of the runbook, such as {@code backup database}
 * @param what what is wrong, in one sentence for people
 * @param next what to do about it
 */
public record LintFinding(String rule, Level level, String where, String what, String next) {

    /** How bad a finding is, the worst first. */
    public enum Level {
        /** It can't be kept as it is written. */
        ERROR,
        /** It will hurt one day. */
        WARNING,
        /** Worth knowing; the software copes. */
        NOTE
    }

    public LintFinding {
        Words.requireText(rule, "rule");
        requireNonNull(level, "level");
        Words.requireText(where, "where");
        Words.requireText(what, "what");
        Words.requireText(next, "next");
    }

    /** {@code backup database: the objective … can't be met; archive the WAL}. */
    public String explain() {
        return where + ": " + what + "; " + next;
    }
}
