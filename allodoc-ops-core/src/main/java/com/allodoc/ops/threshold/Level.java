package com.allodoc.ops.threshold;

/** How bad a measured value is, from good to bad. */
public enum Level {
    OK,
    WARNING,
    CRITICAL;

    /** Whether this level is {@code other} or worse. */
    public boolean isAtLeast(Level other) {
        return compareTo(other) >= 0;
    }
}
