package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.cli.Cli;

/** The process: {@code java -jar allodoc-ops-exporter.jar}. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code args} name and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(Cli.ofSystem().run(args));
    }
}
