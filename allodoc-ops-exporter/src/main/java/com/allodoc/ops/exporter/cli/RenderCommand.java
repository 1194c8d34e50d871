package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.Renderer;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.RunbookFile;
import com.allodoc.ops.exporter.config.RunbookLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders the definition, or says what is no longer what it says. */
@Command(
        name = "render",
        header = "Render dashboards, rules and routing from the definition into files.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "The definition is the runbook as data. Without --runbook it is the one that comes with this program.",
            "With --check nothing is written; exit code 2 when a file differs or a query can't work."
        },
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n")
final class RenderCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "PART",
            defaultValue = "all",
            description =
                    "dashboards, rules, alertmanager, prometheus, provisioning, runbook, schema or all (default).")
    private String part = "all";

    @Option(
            names = "--runbook",
            paramLabel = "FILE",
            description = "A team's own definition, YAML, laid over the one that comes with this program.")
    private @Nullable Path runbook;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Where the files are. Default: dashboards.")
    private Path out = Path.of("dashboards");

    @Option(names = "--check", description = "Compare instead of writing, and check every query and link.")
    private boolean check;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    RenderCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException {
        String wanted = part.toLowerCase(Locale.ROOT);
        CommandSpec command = Objects.requireNonNull(spec, "spec");
        if (!Renderer.parts().contains(wanted)) {
            throw new ParameterException(
                    command.commandLine(),
                    "PART: there is no " + part + "; choose one of " + String.join(", ", Renderer.parts()));
        }
        RunbookLoader loader = RunbookLoader.of(surroundings.environment());
        RunbookFile file = runbook == null ? loader.shipped() : loader.over(runbook);
        PrintWriter printer = command.commandLine().getOut();
        try {
            Renderer renderer = Renderer.of(file);
            return check ? check(renderer, wanted, printer) : write(renderer, wanted, printer);
        } catch (IOException e) {
            throw new CommandFailure("rendering into " + out + " failed: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("the definition can't be rendered: " + e.getMessage(), e);
        }
    }

    private int write(Renderer renderer, String wanted, PrintWriter printer) throws IOException {
        printer.println("rendered " + renderer.write(wanted, out) + " files into " + out);
        return ExitCode.OK;
    }

    private int check(Renderer renderer, String wanted, PrintWriter printer) throws IOException {
        List<String> findings = renderer.check(wanted, out);
        findings.forEach(printer::println);
        if (findings.isEmpty()) {
            printer.println("ok");
            return ExitCode.OK;
        }
        return ExitCode.FAILED;
    }
}
