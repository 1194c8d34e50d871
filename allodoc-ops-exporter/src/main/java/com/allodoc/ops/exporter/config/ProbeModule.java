package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

/**
 * How to log in to servers that a request names, and which servers these may be. Immutable; its text form holds no
 * secret.
 *
 * @param name what the request calls it; {@code default} when it says nothing
 * @param login a target whose name, host and port do not count
 * @param targets the servers that get to see these credentials
 */
public record ProbeModule<T>(String name, T login, AllowedServers targets) {

    /** The module of a request that names none. */
    public static final String DEFAULT = "default";

    public ProbeModule {
        TargetName.check(name);
        requireNonNull(login, "login");
        requireNonNull(targets, "targets");
    }
}
