package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One Docker Engine and the files of the machine it runs on. Immutable.
 *
 * @param name unique among the Docker targets; {@code local} for a socket and {@code host:port} else
 * @param dockerHost {@code unix:///var/run/docker.sock} or {@code tcp://host:2376}
 * @param tlsCertPath folder with ca.pem, cert.pem and key.pem; its presence turns TLS on. For {@code tcp://} only
 * @param cgroupRoot where the cgroup file system is mounted
 * @param procRoot where the proc file system is mounted
 * @param labels names of the container labels that become labels of the series
 * @param stoppedFor how long a container that stopped is still shown
 * @param sizesEvery how old the sizes of the writable layers may be; empty not to ask for them
 * @param numa whether to read on which memory nodes the pages are
 * @param expected services that should run, {@code project/service} or {@code service}; empty for what compose says
 * @param budgets what {@code top} compares with
 * @see #builder()
 */
public record ContainerTarget(
        String name,
        String dockerHost,
        Optional<Path> tlsCertPath,
        Path cgroupRoot,
        Path procRoot,
        List<String> labels,
        Duration stoppedFor,
        Optional<Duration> sizesEvery,
        boolean numa,
        List<String> expected,
        List<ServiceBudget> budgets) {

    /** Where Docker listens unless told otherwise. */
    public static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");

    public ContainerTarget {
        TargetName.check(name);
        dockerHost = DockerHost.check(dockerHost);
        labels = List.copyOf(labels);
        expected = List.copyOf(expected);
        budgets = List.copyOf(budgets);
        requireNonNull(stoppedFor, "stoppedFor");
        if (sizesEvery
                .filter(every -> every.compareTo(Duration.ofMinutes(1)) < 0)
                .isPresent()) {
            throw new IllegalArgumentException("sizesEvery must be a minute or more; the engine walks over every file");
        }
        if (tlsCertPath.isPresent() && !dockerHost.startsWith("tcp://")) {
            throw new IllegalArgumentException("tlsCertPath needs a tcp:// address; a Unix socket has no TLS");
        }
    }

    /** The Engine of this machine, through {@link #DEFAULT_SOCKET}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ContainerTarget}. Not thread-safe. */
    public static final class Builder {
        private Optional<String> name = Optional.empty();
        private String dockerHost = "unix://" + DEFAULT_SOCKET;
        private Optional<Path> tlsCertPath = Optional.empty();
        private Path cgroupRoot = Path.of("/sys/fs/cgroup");
        private Path procRoot = Path.of("/proc");
        private List<String> labels = List.of("com.docker.compose.project", "com.docker.compose.service");
        private Duration stoppedFor = Duration.ofDays(1);
        private Optional<Duration> sizesEvery = Optional.empty();
        private boolean numa;
        private List<String> expected = List.of();
        private List<ServiceBudget> budgets = ServiceBudget.RUNBOOK;

        private Builder() {}

        public Builder name(String value) {
            name = Optional.of(value);
            return this;
        }

        public Builder dockerHost(String value) {
            dockerHost = value;
            return this;
        }

        public Builder tlsCertPath(Path value) {
            tlsCertPath = Optional.of(value);
            return this;
        }

        public Builder cgroupRoot(Path value) {
            cgroupRoot = value;
            return this;
        }

        public Builder procRoot(Path value) {
            procRoot = value;
            return this;
        }

        public Builder labels(List<String> value) {
            labels = value;
            return this;
        }

        public Builder stoppedFor(Duration value) {
            stoppedFor = value;
            return this;
        }

        public Builder sizesEvery(Duration value) {
            sizesEvery = Optional.of(value);
            return this;
        }

        public Builder numa(boolean value) {
            numa = value;
            return this;
        }

        public Builder expected(List<String> value) {
            expected = value;
            return this;
        }

        public Builder budgets(List<ServiceBudget> value) {
            budgets = value;
            return this;
        }

        public ContainerTarget build() {
            return new ContainerTarget(
                    name.orElseGet(() -> DockerHost.defaultName(dockerHost)),
                    dockerHost,
                    tlsCertPath,
                    cgroupRoot,
                    procRoot,
                    labels,
                    stoppedFor,
                    sizesEvery,
                    numa,
                    expected,
                    budgets);
        }
    }
}
