package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * One machine and where its files are seen. Immutable.
 *
 * @param name unique among the machines
 * @param procRoot where its proc file system is mounted
 * @param sysRoot where its sys file system is mounted
 * @param rootfs where its root is mounted
 * @param besideNodeExporter whether to go on when a node_exporter of the same machine gives the same series
 * @see #builder()
 */
public record HostTarget(String name, Path procRoot, Path sysRoot, Path rootfs, boolean besideNodeExporter) {

    public HostTarget {
        TargetName.check(name);
        requireNonNull(procRoot, "procRoot");
        requireNonNull(sysRoot, "sysRoot");
        requireNonNull(rootfs, "rootfs");
    }

    /** This machine, seen without a container around the exporter. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link HostTarget}. Not thread-safe. */
    public static final class Builder {
        private String name = "local";
        private Path procRoot = Path.of("/proc");
        private Path sysRoot = Path.of("/sys");
        private Path rootfs = Path.of("/");
        private boolean besideNodeExporter;

        private Builder() {}

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder procRoot(Path value) {
            procRoot = value;
            return this;
        }

        public Builder sysRoot(Path value) {
            sysRoot = value;
            return this;
        }

        public Builder rootfs(Path value) {
            rootfs = value;
            return this;
        }

        public Builder besideNodeExporter(boolean value) {
            besideNodeExporter = value;
            return this;
        }

        public HostTarget build() {
            return new HostTarget(name, procRoot, sysRoot, rootfs, besideNodeExporter);
        }
    }
}
