package com.allodoc.ops.exporter.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Docker's own variables. Without {@code DOCKER_HOST}, the usual socket is watched if it exists. TLS is used for
 * {@code tcp://} when {@code DOCKER_CERT_PATH} or {@code DOCKER_TLS_VERIFY} is set, and then always verified.
 */
final class DockerVariables {
    private static final String HOST = "DOCKER_HOST";

    private final Environment environment;
    private final Problems problems;

    DockerVariables(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    List<ContainerTarget> decode() {
        Optional<String> host = environment.variable(HOST);
        if (host.isEmpty()) {
            Path socket = environment.dockerSocket();
            return Files.exists(socket)
                    ? List.of(ContainerTarget.builder()
                            .dockerHost("unix://" + socket)
                            .build())
                    : List.of();
        }
        if (host.get().isBlank()) {
            return List.of();
        }
        try {
            ContainerTarget.Builder builder = ContainerTarget.builder().dockerHost(host.get());
            if (host.get().startsWith("tcp://")) {
                certificates().ifPresent(builder::tlsCertPath);
            }
            return List.of(builder.build());
        } catch (IllegalArgumentException e) {
            problems.add(0, HOST, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private Optional<Path> certificates() {
        Optional<String> path = environment.nonEmpty("DOCKER_CERT_PATH");
        if (path.isEmpty() && environment.nonEmpty("DOCKER_TLS_VERIFY").isPresent()) {
            path = environment.nonEmpty("HOME").map(home -> home + "/.docker");
        }
        return path.map(Path::of);
    }
}
