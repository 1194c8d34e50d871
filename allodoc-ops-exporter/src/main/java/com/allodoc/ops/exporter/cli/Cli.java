package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ListenAddress;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The command line as a whole. Reads the arguments, runs one command and returns the exit code. */
public final class Cli {
    private final Surroundings surroundings;
    private final PrintWriter err;
    private final Map<String, Supplier<CommandLine>> commands;

    private Cli(Surroundings surroundings, PrintWriter err) {
        this.surroundings = surroundings;
        this.err = err;
        this.commands = commands(surroundings);
    }

    /** With the environment and the streams of this process. */
    public static Cli ofSystem() {
        return of(
                new Surroundings(
                        Environment.of(System.getenv()),
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                        Engine.ofExporter(),
                        Stop.onSignal(),
                        Logging::apply),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    static Cli of(Surroundings surroundings, PrintWriter err) {
        return new Cli(surroundings, err);
    }

    /** Runs one command; {@code serve} when none is named. Blocks as long as it takes. */
    public int run(String... args) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8));
        try {
            String[] words = withCommand(args);
            return commandLine(words[0]).setOut(out).setErr(err).execute(words);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Only the named command is built when there is one: reading the annotations of all takes longer than most work. */
    private CommandLine commandLine(String name) {
        Failures failures = new Failures(commands.keySet());
        CommandLine root = new CommandLine(new ExporterCommand());
        Supplier<CommandLine> named = commands.get(name);
        (named == null ? commands.values() : List.of(named)).forEach(command -> root.addSubcommand(command.get()));
        return root.registerConverter(ListenAddress.class, Cli::listenAddress)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static Map<String, Supplier<CommandLine>> commands(Surroundings surroundings) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("serve", () -> new CommandLine(new ServeCommand(surroundings)));
        commands.put("once", () -> new CommandLine(new OnceCommand(surroundings)));
        commands.put("top", () -> new CommandLine(new TopCommand(surroundings)));
        commands.put(
                "config",
                () -> new CommandLine(new ConfigCommand())
                        .addSubcommand(new ConfigCheckCommand(surroundings))
                        .addSubcommand(new ConfigShowCommand(surroundings)));
        commands.put(
                "grants",
                () -> new CommandLine(new GrantsCommand())
                        .addSubcommand(new GrantsPostgresCommand(surroundings))
                        .addSubcommand(new GrantsRedisCommand(surroundings)));
        commands.put("version", () -> new CommandLine(new VersionCommand()));
        return commands;
    }

    private static ListenAddress listenAddress(String text) {
        try {
            return ListenAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Options without a command are those of {@code serve}. */
    private static String[] withCommand(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        String first = all.isEmpty() ? "-" : all.get(0);
        if (first.equals("--version") || first.equals("-V")) {
            all.set(0, "version");
        } else if (first.equals("help")) {
            all.remove(0);
            all.add("--help");
        } else if (first.startsWith("-") && !first.equals("--help") && !first.equals("-h")) {
            all.add(0, "serve");
        }
        return all.toArray(String[]::new);
    }
}
