package com.allodoc.ops.runbook;

/**
 * Something the runbook leaves open and that was filled in for it. It works, and is reported until somebody decides.
 * Immutable.
 *
 * @param where what it is about, such as {@code backup configuration}
 * @param missing what nobody said, such as {@code the day of the week}
 * @param taken what was assumed, such as {@code Sunday at 04:30}
 */
public record Assumption(String where, String missing, String taken) {

    public Assumption {
        Words.requireText(where, "where");
        Words.requireText(missing, "missing");
        Words.requireText(taken, "taken");
    }
}
