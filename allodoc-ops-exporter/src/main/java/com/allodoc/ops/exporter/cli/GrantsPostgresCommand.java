package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.Grants;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the SQL that makes the least-privileged role. */
@Command(
        name = "postgres",
        header = "Print the SQL that makes a role with no more rights than the exporter needs.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "Connects to nothing and holds no password. For every configured server, or the local one without a",
            "configuration: allodoc-ops-exporter grants postgres | psql -h db -U postgres"
        },
        optionListHeading = "%nOptions:%n")
final class GrantsPostgresCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--role",
            paramLabel = "NAME",
            description = "The role to make, instead of the user that the configuration logs in with.")
    private @Nullable String role;

    @Mixin
    private ConfigOption config = new ConfigOption();

    GrantsPostgresCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        ExporterConfig effective = config.load(surroundings.environment());
        PrintWriter out = spec.commandLine().getOut();
        Grants.postgres(effective, Optional.ofNullable(role)).forEach(out::println);
        return ExitCode.OK;
    }
}
