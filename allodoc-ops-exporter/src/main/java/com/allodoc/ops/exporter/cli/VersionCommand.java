package com.allodoc.ops.exporter.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the version of the program, of the JDK and of the system. */
@Command(
        name = "version",
        header = "Print the version, with JDK and operating system.",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n")
final class VersionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().getOut().println(text());
        }
    }

    private static String text() {
        String version = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("(not from its jar)");
        return "allodoc-ops-exporter " + version + ", JDK " + Runtime.version() + " ("
                + System.getProperty("java.vendor") + "), " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch");
    }
}
