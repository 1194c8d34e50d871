package com.allodoc.ops.runbook;

import java.util.List;
import java.util.Optional;

/**
 * A command as its arguments, never as text for a shell to take apart. Nothing here runs it. Immutable.
 *
 * @param arguments the program first; none of them a secret, because commands are printed
 */
public record Command(List<String> arguments) {

    private static final List<String> SHELLS = List.of("sh", "bash", "/bin/sh", "/bin/bash");

    public Command {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("arguments must name a program");
        }
        Words.requireText(arguments.get(0), "program");
    }

    public static Command of(String... arguments) {
        return new Command(List.of(arguments));
    }

    /** A line as it stands in an old runbook, for a shell to read: {@code sh -c line}. */
    public static Command shell(String line) {
        return of("sh", "-c", line);
    }

    public String program() {
        return arguments.get(0);
    }

    /** Whether a shell reads it, so that pipes and redirections mean something. */
    public boolean isShell() {
        return arguments.size() == 3
                && SHELLS.contains(program())
                && arguments.get(1).equals("-c");
    }

    /** The command as people read it: the line of a shell, or the arguments with a space between them. */
    public String text() {
        return isShell() ? arguments.get(2) : String.join(" ", arguments);
    }

    /** The script it starts, when its program is a path into the repository such as {@code ./scripts/deploy.sh}. */
    public Optional<String> script() {
        String first = text().split("\\s", 2)[0];
        return first.startsWith("./") || first.endsWith(".sh") ? Optional.of(first) : Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }
}
