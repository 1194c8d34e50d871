package com.allodoc.ops.exporter.collect;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A server that a request names, and how to log in to it.
 *
 * @param source its kind: {@code postgres}, {@code redis}
 * @param target where it is, as the request or, once checked, as the label {@code target} has it
 * @param module name of the credentials in the configuration
 * @param options what else it asks for, by the name of the parameter; mostly nothing
 */
public record ProbeRequest(String source, String target, String module, Map<String, String> options) {

    public ProbeRequest {
        requireNonNull(source, "source");
        requireNonNull(target, "target");
        requireNonNull(module, "module");
        options = Map.copyOf(options);
    }

    /** A request that asks for nothing else. */
    public ProbeRequest(String source, String target, String module) {
        this(source, target, module, Map.of());
    }
}
