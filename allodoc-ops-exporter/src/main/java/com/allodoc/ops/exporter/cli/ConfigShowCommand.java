package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ConfigWriter;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the effective configuration. */
@Command(
        name = "show",
        header = "Print the effective configuration as YAML, defaults spelled out, secrets as ***.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "Can be read back: it turns environment variables into a file to go on with,",
            "as soon as each *** is replaced by the secret or by a reference to a variable or file."
        },
        optionListHeading = "%nOptions:%n")
final class ConfigShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ConfigShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException {
        String yaml = ConfigWriter.write(config.load(surroundings.environment()));
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("# Effective configuration from: " + config.source());
            out.print(yaml);
        }
        return ExitCode.OK;
    }
}
