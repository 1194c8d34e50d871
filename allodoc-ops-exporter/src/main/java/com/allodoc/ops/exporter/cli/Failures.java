package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.config.ConfigException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The barrier around every command: a failure becomes a sentence and an exit code, never a stack trace for a user. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Set<String> commands;

    /** @param commands the first words that are commands */
    Failures(Set<String> commands) {
        this.commands = commands;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched) {
            hint(unmatched, err);
        }
        err.println("Run: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private void hint(UnmatchedArgumentException failure, PrintWriter err) {
        List<String> unmatched = failure.getUnmatched();
        if (!unmatched.isEmpty() && commands.contains(unmatched.get(0))) {
            err.println("The command comes first: allodoc-ops-exporter " + unmatched.get(0) + " [OPTIONS]");
        } else {
            UnmatchedArgumentException.printSuggestions(failure, err);
        }
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigException) {
            err.println(failure.getMessage());
            return ExitCode.CONFIG;
        }
        Logger log = LoggerFactory.getLogger(Failures.class);
        if (failure instanceof CommandFailure) {
            log.debug("the command failed", failure);
            err.println(failure.getMessage());
            return ExitCode.FAILED;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        log.error("unexpected failure", failure);
        err.println("unexpected failure: " + failure + ". This is a bug of the exporter;"
                + " please report it with the lines above.");
        return ExitCode.FAILED;
    }
}
