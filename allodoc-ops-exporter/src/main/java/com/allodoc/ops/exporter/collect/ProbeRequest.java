package com.allodoc.ops.exporter.collect;

import static java.util.Objects.requireNonNull;

/**
 * A server that a request names, and how to log in to it.
 *
 * @param source its kind: {@code postgres}, {@code redis}
 * @param target where it is, as the request or, once checked, as the label {@code target} has it
 * @param module name of the credentials in the configuration
 */
public record ProbeRequest(String source, String target, String module) {

    public ProbeRequest {
        requireNonNull(source, "source");
        requireNonNull(target, "target");
        requireNonNull(module, "module");
    }
}
