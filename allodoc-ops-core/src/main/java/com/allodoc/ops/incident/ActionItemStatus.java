package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An action item and whether it is done. Immutable.
 *
 * @param item what was agreed
 * @param done when it was done; null while it is open
 */
public record ActionItemStatus(ActionItem item, @Nullable Instant done) {

    public ActionItemStatus {
        requireNonNull(item, "item");
    }

    public boolean isOpen() {
        return done == null;
    }

    /** Whether it is open although its day has passed: on the due day itself it is still in time. */
    public boolean isOverdue(LocalDate today) {
        return isOpen() && today.isAfter(item.due());
    }
}
