package com.allodoc.ops.exporter.postgres;

/** A range of major versions, half-open: from {@code since} on, without {@code before}. Immutable. */
record PgVersions(int since, int before) {
    static final PgVersions ALL = new PgVersions(0, Integer.MAX_VALUE);

    PgVersions {
        if (since < 0 || before <= since) {
            throw new IllegalArgumentException("before must be above since: " + since + ", " + before);
        }
    }

    PgVersions since(int major) {
        return new PgVersions(major, before);
    }

    PgVersions before(int major) {
        return new PgVersions(since, major);
    }

    boolean contains(int major) {
        return major >= since && major < before;
    }

    /** For people: {@code 17 or newer}. */
    String text() {
        if (before == Integer.MAX_VALUE) {
            return since + " or newer";
        }
        return since == 0 ? "older than " + before : "from " + since + " to " + (before - 1);
    }
}
