package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.Top;
import com.allodoc.ops.exporter.TopFrame;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the containers use. */
@Command(
        name = "top",
        header = "Show what the containers use, against the resource budgets of the runbook.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "On a terminal it is coloured and shown anew until Ctrl-C; in a pipe it is shown once.",
            "Budgets: targets.docker[].budgets of the configuration, or else the table of the runbook.",
            "Exit code 0: all within budget. 1: a service near its budget. 2: one over it, or an engine is down."
        },
        optionListHeading = "%nOptions:%n")
final class TopCommand implements Callable<Integer> {
    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final int LONGEST = 3600;

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private LogOptions logs = new LogOptions();

    @Option(names = "--once", description = "One frame, also on a terminal.")
    private boolean once;

    @Option(names = "--json", description = "One line of JSON a frame.")
    private boolean json;

    @Option(
            names = {"-n", "--interval"},
            paramLabel = "SECONDS",
            description = "Time between two readings. Default: 2.")
    private double seconds = 2;

    TopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException, InterruptedException {
        logs.apply(surroundings.logs(), LogLevel.ERROR);
        Duration interval = interval();
        ExporterConfig effective = config.load(surroundings.environment());
        if (effective.containers().isEmpty()) {
            throw failure("no container engine is configured; set DOCKER_HOST, or targets.docker in the configuration");
        }
        boolean terminal = Terminal.isThere() && !json;
        TopTable table = new TopTable(terminal);
        try (Top top = Top.of(effective)) {
            top.read();
            while (true) {
                Thread.sleep(interval.toMillis());
                TopFrame frame = top.read();
                String text = json ? TopJson.render(frame) + "\n" : table.render(frame);
                print(terminal && !once ? CLEAR + text : text);
                if (once || !terminal) {
                    return code(frame);
                }
            }
        } catch (IOException e) {
            throw new CommandFailure("the containers could not be shown on stdout: " + e.getMessage(), e);
        }
    }

    private Duration interval() {
        if (!(seconds >= 0.1 && seconds <= LONGEST)) {
            throw failure("--interval must be from 0.1 to " + LONGEST + " seconds");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private RuntimeException failure(String message) {
        return spec == null
                ? new IllegalArgumentException(message)
                : new ParameterException(spec.commandLine(), message);
    }

    private void print(String text) throws IOException {
        surroundings.out().write(text.getBytes(StandardCharsets.UTF_8));
        surroundings.out().flush();
    }

    private static int code(TopFrame frame) {
        if (!frame.down().isEmpty()) {
            return ExitCode.FAILED;
        }
        return switch (frame.level()) {
            case WITHIN -> ExitCode.OK;
            case NEAR -> ExitCode.COLLECTOR_FAILED;
            case OVER -> ExitCode.FAILED;
        };
    }
}
