package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.config.ConfigException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says {@code ok}, or every problem at once. */
@Command(
        name = "check",
        header = "Print ok, or every problem with file, line and setting; exit code 78 then.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = "Connects to nothing. Files and variables that the configuration refers to are read.",
        optionListHeading = "%nOptions:%n")
final class ConfigCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ConfigCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException {
        config.load(surroundings.environment());
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("ok");
        }
        return ExitCode.OK;
    }
}
