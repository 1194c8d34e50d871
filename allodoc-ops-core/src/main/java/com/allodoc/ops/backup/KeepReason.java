package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

/**
 * Why one rule keeps one backup. Immutable.
 *
 * @param rule the rule
 * @param slot which of the rule's slots it uses, 1 for the newest
 * @param oldest whether it is kept only because it is the oldest there is and the rule has slots left; in a recovery
 *     window, the one just older than it
 */
public record KeepReason(RetentionRule rule, int slot, boolean oldest) {

    public KeepReason {
        requireNonNull(rule, "rule");
    }

    /** {@code weekly}, {@code oldest weekly}: bounded, so it may become a metric label. */
    public String label() {
        return oldest ? "oldest " + rule.label() : rule.label();
    }

    /** {@code weekly 7 of 12}. */
    public String explain() {
        return rule.describe(slot, oldest);
    }
}
