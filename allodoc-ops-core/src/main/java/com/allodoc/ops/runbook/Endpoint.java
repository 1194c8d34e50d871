package com.allodoc.ops.runbook;

import org.jspecify.annotations.Nullable;

/**
 * Where a service answers. A container has two ports: the published one, and the one that its neighbours see. Immutable.
 *
 * @param name what it is for, such as {@code http}; unique within its service
 * @param port the port outside the container, or the only one
 * @param innerPort the port inside it; null when nobody said
 */
public record Endpoint(String name, int port, @Nullable Integer innerPort) {

    public Endpoint {
        Words.requireText(name, "name");
        requirePort("port", port);
        if (innerPort != null) {
            requirePort("innerPort", innerPort);
        }
    }

    /** An endpoint whose port is the same inside and outside. */
    public static Endpoint of(String name, int port) {
        return new Endpoint(name, port, port);
    }

    /** An endpoint of a container that is published under another port. */
    public static Endpoint published(String name, int port, int innerPort) {
        return new Endpoint(name, port, innerPort);
    }

    private static void requirePort(String parameter, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(parameter + " must be 1 to 65535, not " + port);
        }
    }
}
