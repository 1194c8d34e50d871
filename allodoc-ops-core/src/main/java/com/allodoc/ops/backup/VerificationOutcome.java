package com.allodoc.ops.backup;

/** What a verification found. */
public enum VerificationOutcome {
    /** The level holds. */
    PASSED,
    /** The level holds, but something looks unusual. */
    WARNING,
    /** The backup is not what it should be. */
    FAILED,
    /** It couldn't be found out, such as when a tool is missing. Proves nothing either way. */
    UNKNOWN;

    public boolean proves() {
        return this == PASSED || this == WARNING;
    }
}
