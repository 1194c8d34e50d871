package com.allodoc.ops.backup;

/** How much was proven about a backup. A level that is proven includes the lower ones. */
public enum VerificationLevel {
    /** L0: it exists, isn't empty, and is about as large as the ones before. */
    PRESENT("L0"),
    /** L1: its container is intact: gzip checksum, or the magic number of an archive. */
    INTACT("L1"),
    /** L2: the dump in it is complete to its end. */
    COMPLETE("L2"),
    /** L3: it was restored into a scratch database without an error. */
    RESTORED("L3"),
    /** L4: a drill found the expected tables, rows and recent records in the restored database. */
    DRILLED("L4");

    private final String code;

    VerificationLevel(String code) {
        this.code = code;
    }

    /** {@code L0} to {@code L4}. */
    public String code() {
        return code;
    }

    public boolean atLeast(VerificationLevel other) {
        return compareTo(other) >= 0;
    }
}
