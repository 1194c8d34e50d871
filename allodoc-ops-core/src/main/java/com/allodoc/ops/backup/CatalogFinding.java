package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

/**
 * Something a catalogue met that isn't a plain good backup. Immutable.
 *
 * @param kind what it is; bounded
 * @param location the name of the location
 * @param name the name of the entry, or of the directory
 * @param detail for people
 */
public record CatalogFinding(Kind kind, String location, String name, String detail) {

    /** What a finding is about. */
    public enum Kind {
        /** The name fits no pattern. */
        UNKNOWN_NAME,
        /** The name has the right shape but an impossible date or time. */
        IMPOSSIBLE_NAME,
        /** An unfinished copy ({@code .part}, {@code .tmp}, {@code .partial}). */
        PARTIAL,
        /** The local time of the name happened twice that night; the first is assumed. */
        AMBIGUOUS_TIME,
        /** A backup of no bytes; recorded as failed. */
        EMPTY,
        /** A symbolic link; not followed, so that no copy is counted twice. */
        SYMLINK,
        /** Neither a regular file nor a link. */
        NOT_A_FILE,
        /** It was deleted while the directory was read. */
        VANISHED,
        /** It couldn't be read; the listing is not complete. */
        UNREADABLE
    }

    public CatalogFinding {
        requireNonNull(kind, "kind");
        Texts.requireText(location, "location");
        requireNonNull(name, "name");
        requireNonNull(detail, "detail");
    }
}
