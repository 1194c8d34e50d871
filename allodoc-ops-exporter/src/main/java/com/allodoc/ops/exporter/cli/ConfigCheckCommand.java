package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.QueryCheck;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says {@code ok}, or every problem at once. */
@Command(
        name = "check",
        header = "Print ok, or every problem with file, line and setting; exit code 78 then.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "Files and variables that the configuration refers to are read. Connects to nothing, unless told to.",
        },
        optionListHeading = "%nOptions:%n")
final class ConfigCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--connect",
            description = "Also run the custom queries once on their servers, and tell what is wrong with them.")
    private boolean connect;

    ConfigCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException {
        ExporterConfig effective = config.load(surroundings.environment());
        if (connect) {
            List<Problem> problems = QueryCheck.run(effective);
            if (!problems.isEmpty()) {
                throw new ConfigException(problems);
            }
        }
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("ok");
        }
        return ExitCode.OK;
    }
}
