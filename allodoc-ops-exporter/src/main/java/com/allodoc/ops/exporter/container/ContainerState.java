package com.allodoc.ops.exporter.container;

import java.util.Locale;

/** What an engine says a container is doing. The order is that of a container's life. */
enum ContainerState {
    CREATED,
    RUNNING,
    PAUSED,
    RESTARTING,
    EXITED,
    REMOVING,
    DEAD,
    /** A word that no engine known to us uses. */
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value of the label {@code state}. */
    String label() {
        return label;
    }

    /** Whether it has processes, and so uses anything. */
    boolean isLive() {
        return this == RUNNING || this == PAUSED;
    }

    /** The state by Docker's word, or by Podman's where it has one of its own. */
    static ContainerState of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "created", "configured", "initialized" -> CREATED;
            case "running", "stopping" -> RUNNING;
            case "paused" -> PAUSED;
            case "restarting" -> RESTARTING;
            case "exited", "stopped" -> EXITED;
            case "removing" -> REMOVING;
            case "dead" -> DEAD;
            default -> UNKNOWN;
        };
    }
}
