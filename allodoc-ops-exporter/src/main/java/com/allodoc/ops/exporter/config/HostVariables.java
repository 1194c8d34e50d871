package com.allodoc.ops.exporter.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The variables by which Telegraf and others know where a machine's files are mounted. {@code HOST_PROC} turns the
 * metrics of the machine on, {@code HOST_SYS} and {@code HOST_ROOT} belong to it.
 */
final class HostVariables {
    private static final String PROC = "HOST_PROC";

    private final Environment environment;
    private final Problems problems;

    HostVariables(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    List<HostTarget> decode() {
        if (environment.nonEmpty(PROC).isEmpty()) {
            return List.of();
        }
        HostTarget.Builder builder = HostTarget.builder();
        path(PROC, builder::procRoot);
        path("HOST_SYS", builder::sysRoot);
        path("HOST_ROOT", builder::rootfs);
        return List.of(builder.build());
    }

    private void path(String variable, Consumer<Path> setter) {
        environment.nonEmpty(variable).ifPresent(text -> {
            try {
                setter.accept(Path.of(text));
            } catch (InvalidPathException e) {
                problems.add(0, variable, "is not a path of this system");
            }
        });
    }
}
