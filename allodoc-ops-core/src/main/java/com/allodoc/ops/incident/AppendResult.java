package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

/** What became of an append. Whatever it is, appending the same events again is safe. */
public sealed interface AppendResult {

    /** The incident's version now: how many events it has. */
    long version();

    /** Whether the events are in the log, now or already before. */
    boolean isStored();

    /**
     * The events are stored, all of them.
     *
     * @param position the log's position after the last of them
     */
    record Appended(long version, long position) implements AppendResult {
        @Override
        public boolean isStored() {
            return true;
        }
    }

    /** Every event was there already; nothing changed. */
    record Duplicate(long version) implements AppendResult {
        @Override
        public boolean isStored() {
            return true;
        }
    }

    /**
     * Somebody else was faster; nothing changed. Read again, decide again, append again.
     *
     * @param reason one sentence for people
     */
    record Conflict(long version, String reason) implements AppendResult {
        public Conflict {
            requireNonNull(reason, "reason");
        }

        @Override
        public boolean isStored() {
            return false;
        }
    }
}
