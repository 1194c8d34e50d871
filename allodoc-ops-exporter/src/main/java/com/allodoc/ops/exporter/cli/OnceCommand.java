package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.Exporter;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Collects once and prints the page. */
@Command(
        name = "once",
        header = "Collect once, print the page to stdout, say by the exit code how it went.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = "Exit code 0: all up. 1: a collector failed. 2: a target is down, or the page could not be made.",
        optionListHeading = "%nOptions:%n")
final class OnceCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private LogOptions logs = new LogOptions();

    @Option(
            names = "--cardinality",
            description = "Instead of the page: series and milliseconds of every collector, the most series first.")
    private boolean cardinality;

    @Option(names = "--json", description = "With --cardinality: one JSON object a line.")
    private boolean json;

    OnceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException {
        logs.apply(surroundings.logs(), LogLevel.WARN);
        ExporterConfig effective = config.load(surroundings.environment());
        try (Engine engine = surroundings.engines().of(effective)) {
            Exporter.Outcome outcome = engine.once(cardinality ? OutputStream.nullOutputStream() : surroundings.out());
            if (cardinality && json) {
                CostTable.printJson(engine.costs(), surroundings.out());
            } else if (cardinality) {
                CostTable.print(engine.costs(), surroundings.out());
            }
            surroundings.out().flush();
            return switch (outcome) {
                case ALL_UP -> ExitCode.OK;
                case COLLECTOR_FAILED -> ExitCode.COLLECTOR_FAILED;
                case TARGET_DOWN -> ExitCode.FAILED;
            };
        } catch (IOException e) {
            throw new CommandFailure("the page could not be written to stdout: " + e.getMessage(), e);
        }
    }
}
