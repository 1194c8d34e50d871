package com.allodoc.ops.exporter.host;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * One machine to watch. Immutable.
 *
 * @param name its name in the configuration
 * @param procRoot where the machine's proc file system is seen: {@code /proc}, or its mount
 * @param sysRoot where the machine's sys file system is seen: {@code /sys}, or its mount
 * @param rootfs where the machine's root is seen: {@code /}, or its mount; the mounts below it are measured
 * @param besideNodeExporter whether to go on when a node_exporter of the same machine gives the same series
 * @see Builder
 */
public record HostSettings(String name, Path procRoot, Path sysRoot, Path rootfs, boolean besideNodeExporter) {

    public HostSettings {
        requireNonNull(procRoot, "procRoot");
        requireNonNull(sysRoot, "sysRoot");
        requireNonNull(rootfs, "rootfs");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
    }

    /** This machine, seen without a container around the exporter. */
    public static HostSettings of(String name) {
        return builder(name).build();
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Starts from a machine seen without a container. Not safe for use by several threads. */
    public static final class Builder {
        private final String name;
        private Path procRoot = Path.of("/proc");
        private Path sysRoot = Path.of("/sys");
        private Path rootfs = Path.of("/");
        private boolean besideNodeExporter;

        private Builder(String name) {
            this.name = requireNonNull(name, "name");
        }

        public Builder procRoot(Path procRoot) {
            this.procRoot = procRoot;
            return this;
        }

        public Builder sysRoot(Path sysRoot) {
            this.sysRoot = sysRoot;
            return this;
        }

        public Builder rootfs(Path rootfs) {
            this.rootfs = rootfs;
            return this;
        }

        public Builder besideNodeExporter(boolean besideNodeExporter) {
            this.besideNodeExporter = besideNodeExporter;
            return this;
        }

        public HostSettings build() {
            return new HostSettings(name, procRoot, sysRoot, rootfs, besideNodeExporter);
        }
    }
}
