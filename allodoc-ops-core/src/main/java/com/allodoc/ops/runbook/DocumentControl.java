package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.Period;

/**
 * Who keeps the runbook, and when it is looked through again. Immutable.
 *
 * @param version of the document
 * @param updated when it was last changed
 * @param nextReview when it is due to be looked through
 * @param reviewEvery how often it is looked through
 * @param maintainedBy who keeps it
 * @param approvedBy who agrees to it
 */
public record DocumentControl(
        String version,
        LocalDate updated,
        LocalDate nextReview,
        Period reviewEvery,
        String maintainedBy,
        String approvedBy) {

    public DocumentControl {
        Words.requireText(version, "version");
        requireNonNull(updated, "updated");
        requireNonNull(nextReview, "nextReview");
        Words.requireText(maintainedBy, "maintainedBy");
        Words.requireText(approvedBy, "approvedBy");
        if (reviewEvery.isNegative() || reviewEvery.isZero()) {
            throw new IllegalArgumentException("reviewEvery must be positive, not " + reviewEvery);
        }
    }

    /** The last day on which the agreed rhythm wants the next review. */
    public LocalDate latestReview() {
        return updated.plus(reviewEvery);
    }
}
