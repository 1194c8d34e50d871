package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The variables a process was started with, and the Docker socket it looks for. Immutable.
 *
 * @see #of(Map)
 */
public final class Environment {
    private final Map<String, String> variables;
    private final Path dockerSocket;

    private Environment(Map<String, String> variables, Path dockerSocket) {
        this.variables = Map.copyOf(variables);
        this.dockerSocket = requireNonNull(dockerSocket, "dockerSocket");
    }

    /** These variables, such as {@link System#getenv()}, and Docker's usual socket. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(variables, ContainerTarget.DEFAULT_SOCKET);
    }

    /** The same with another default socket. */
    public Environment withDockerSocket(Path socket) {
        return new Environment(variables, socket);
    }

    Path dockerSocket() {
        return dockerSocket;
    }

    /** The variable, which may be set to an empty text. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The variable if it says something. */
    Optional<String> nonEmpty(String name) {
        return variable(name).filter(value -> !value.isEmpty());
    }

    boolean isSet(String name) {
        return variables.containsKey(name);
    }
}
