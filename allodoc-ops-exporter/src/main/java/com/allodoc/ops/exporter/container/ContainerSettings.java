package com.allodoc.ops.exporter.container;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One container engine to watch. Immutable.
 *
 * @param name its name in the configuration
 * @param dockerHost as {@code DOCKER_HOST} has it: {@code unix:///var/run/docker.sock} or {@code tcp://host:2376}
 * @param tlsDirectory holds {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as {@code DOCKER_CERT_PATH} does; empty
 *     for no TLS
 * @param cgroupRoot where the host's cgroup file system is seen: {@code /sys/fs/cgroup}, or its mount
 * @param procRoot where the host's proc file system is seen: {@code /proc}, or its mount
 * @param labels names of the container labels that become {@code container_label_*}, all others are left out
 * @param stoppedFor how long a container that stopped is still shown
 * @param sizesEvery how old the sizes of the writable layers may be; empty not to ask for them, which is dear
 * @param numa whether to read on which memory nodes the pages are
 * @param expected the services that should run; empty for those that compose and the restart policy say
 * @see Builder
 */
public record ContainerSettings(
        String name,
        URI dockerHost,
        Optional<Path> tlsDirectory,
        Path cgroupRoot,
        Path procRoot,
        List<String> labels,
        Duration stoppedFor,
        Optional<Duration> sizesEvery,
        boolean numa,
        List<ExpectedService> expected) {

    /** Where an engine listens when nobody says otherwise. */
    public static final URI DEFAULT_HOST = URI.create("unix:///var/run/docker.sock");

    /** The labels by which compose tells its containers apart. */
    public static final List<String> DEFAULT_LABELS =
            List.of("com.docker.compose.project", "com.docker.compose.service");

    /** A day: long enough for the morning's check to see what ended at night. */
    public static final Duration DEFAULT_STOPPED_FOR = Duration.ofDays(1);

    private static final Duration SHORTEST_SIZES = Duration.ofMinutes(1);
    private static final Set<String> SCHEMES = Set.of("unix", "tcp");

    public ContainerSettings {
        requireNonNull(name, "name");
        requireNonNull(tlsDirectory, "tlsDirectory");
        requireNonNull(cgroupRoot, "cgroupRoot");
        requireNonNull(procRoot, "procRoot");
        labels = List.copyOf(labels);
        expected = List.copyOf(expected);
        if (stoppedFor.isNegative()) {
            throw new IllegalArgumentException("stoppedFor must not be negative: " + stoppedFor);
        }
        if (sizesEvery.filter(every -> every.compareTo(SHORTEST_SIZES) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "sizesEvery: the engine walks over every file; leave it a minute or more");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        checkHost(dockerHost, tlsDirectory.isPresent());
        checkLabels(labels);
    }

    /** The local engine with all defaults. */
    public static ContainerSettings of(String name) {
        return builder(name).build();
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Where the engine is, without credentials: {@code unix:///var/run/docker.sock} or {@code host:2376}. */
    public String server() {
        return isUnix() ? "unix://" + dockerHost.getPath() : hostText() + ":" + port();
    }

    boolean isUnix() {
        return "unix".equals(dockerHost.getScheme());
    }

    /** The address as docker-java's transport wants it: no user, and a port in any case. */
    URI endpoint() {
        if (isUnix()) {
            return URI.create("unix://" + dockerHost.getRawPath());
        }
        return URI.create("tcp://" + hostText() + ":" + port() + dockerHost.getRawPath());
    }

    /** An address that may hold a password is not printed. */
    @Override
    public String toString() {
        return "ContainerSettings[name=" + name + ", server=" + server() + ", tlsDirectory=" + tlsDirectory
                + ", cgroupRoot=" + cgroupRoot + ", procRoot=" + procRoot + ", labels=" + labels
                + ", stoppedFor=" + stoppedFor + ", sizesEvery=" + sizesEvery + ", numa=" + numa + ", expected="
                + expected + "]";
    }

    private String hostText() {
        return dockerHost.getHost();
    }

    private int port() {
        if (dockerHost.getPort() > 0) {
            return dockerHost.getPort();
        }
        return tlsDirectory.isPresent() ? 2376 : 2375;
    }

    private static void checkHost(URI host, boolean tls) {
        String scheme = host.getScheme();
        if (scheme == null || !SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException("dockerHost: scheme \"" + scheme
                    + "\" is not supported; use unix:///path/to/docker.sock or tcp://host:port");
        }
        boolean unix = "unix".equals(scheme);
        if (unix && (host.getPath() == null || !host.getPath().startsWith("/") || host.getAuthority() != null)) {
            throw new IllegalArgumentException(
                    "dockerHost: a unix socket needs an absolute path after three slashes: unix:///var/run/docker.sock");
        }
        if (unix && tls) {
            throw new IllegalArgumentException("tlsDirectory: a unix socket has no TLS; leave one of the two out");
        }
        if (!unix && host.getHost() == null) {
            throw new IllegalArgumentException("dockerHost: no host name after tcp://");
        }
    }

    private static void checkLabels(List<String> labels) {
        Map<String, String> seen = new HashMap<>();
        for (String label : labels) {
            if (label.isEmpty()) {
                throw new IllegalArgumentException("labels: a label name must not be empty");
            }
            String other = seen.put(ContainerLabels.sanitized(label), label);
            if (other != null) {
                throw new IllegalArgumentException("labels: \"" + other + "\" and \"" + label + "\" would both become "
                        + ContainerLabels.sanitized(label) + "; keep one of them");
            }
        }
    }

    /** Starts from the defaults of a local engine. Not safe for use by several threads. */
    public static final class Builder {
        private final String name;
        private URI dockerHost = DEFAULT_HOST;
        private Optional<Path> tlsDirectory = Optional.empty();
        private Path cgroupRoot = Path.of("/sys/fs/cgroup");
        private Path procRoot = Path.of("/proc");
        private List<String> labels = DEFAULT_LABELS;
        private Duration stoppedFor = DEFAULT_STOPPED_FOR;
        private Optional<Duration> sizesEvery = Optional.empty();
        private boolean numa;
        private List<ExpectedService> expected = List.of();

        private Builder(String name) {
            this.name = name;
        }

        public Builder dockerHost(URI dockerHost) {
            this.dockerHost = dockerHost;
            return this;
        }

        public Builder tlsDirectory(Path tlsDirectory) {
            this.tlsDirectory = Optional.of(tlsDirectory);
            return this;
        }

        public Builder cgroupRoot(Path cgroupRoot) {
            this.cgroupRoot = cgroupRoot;
            return this;
        }

        public Builder procRoot(Path procRoot) {
            this.procRoot = procRoot;
            return this;
        }

        public Builder labels(List<String> labels) {
            this.labels = labels;
            return this;
        }

        public Builder stoppedFor(Duration stoppedFor) {
            this.stoppedFor = stoppedFor;
            return this;
        }

        public Builder sizesEvery(Duration sizesEvery) {
            this.sizesEvery = Optional.of(sizesEvery);
            return this;
        }

        public Builder numa(boolean numa) {
            this.numa = numa;
            return this;
        }

        public Builder expected(List<ExpectedService> expected) {
            this.expected = expected;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException when one of them can't be meant
         */
        public ContainerSettings build() {
            return new ContainerSettings(
                    name,
                    dockerHost,
                    tlsDirectory,
                    cgroupRoot,
                    procRoot,
                    labels,
                    stoppedFor,
                    sizesEvery,
                    numa,
                    expected);
        }
    }
}
