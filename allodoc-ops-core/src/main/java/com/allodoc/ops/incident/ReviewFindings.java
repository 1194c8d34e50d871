package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What people found out in a review; the timeline writes itself. Immutable.
 *
 * @param impact who suffered what, for how long
 * @param detection how it was noticed, and how it could have been noticed earlier
 * @param causes what contributed, at least one; rarely only one
 * @param wentWell what to keep doing; may be empty
 */
public record ReviewFindings(String impact, String detection, List<String> causes, List<String> wentWell) {

    public ReviewFindings {
        FreeText.text(impact, "impact");
        FreeText.text(detection, "detection");
        causes = List.copyOf(requireNonNull(causes, "causes"));
        wentWell = List.copyOf(requireNonNull(wentWell, "wentWell"));
        if (causes.isEmpty()) {
            throw new IllegalArgumentException("causes must not be empty; write \"unknown\" and what would show it");
        }
        causes.forEach(cause -> FreeText.text(cause, "causes"));
        wentWell.forEach(item -> FreeText.text(item, "wentWell"));
    }
}
