package com.allodoc.ops.exporter.cli;

/** What the process ends with. */
final class ExitCode {
    static final int OK = 0;
    static final int COLLECTOR_FAILED = 1;
    static final int FAILED = 2;
    /** Bad usage, sysexits' EX_USAGE. */
    static final int USAGE = 64;
    /** Bad configuration, sysexits' EX_CONFIG. */
    static final int CONFIG = 78;

    private ExitCode() {}
}
