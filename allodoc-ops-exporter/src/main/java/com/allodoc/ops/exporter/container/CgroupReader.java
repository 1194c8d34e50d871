package com.allodoc.ops.exporter.container;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a container's usage from the kernel's files, in tens of microseconds and without asking the engine. For one
 * thread.
 */
final class CgroupReader {
    private final Path procRoot;
    private final KernelFile files;
    private final ProcessFiles processes;
    private final HugePages hugePages;
    private final Optional<NumaFiles> numa;

    CgroupReader(Path procRoot, boolean withNuma, KernelFile files) {
        this.procRoot = procRoot;
        this.files = files;
        this.processes = new ProcessFiles(procRoot, files);
        this.hugePages = new HugePages(files);
        this.numa = withNuma ? Optional.of(new NumaFiles(files)) : Optional.empty();
    }

    /** Empty when CPU, memory or network can't be read: then the engine has to be asked. */
    Optional<Usage> read(Container container) {
        if (container.cgroup().isEmpty() || container.inspection().isEmpty()) {
            return Optional.empty();
        }
        CgroupLocation location = container.cgroup().get();
        Usage.Builder usage = new Usage.Builder();
        if (location.isUnified()) {
            new CgroupV2(location, files).read(usage);
        } else {
            new CgroupV1(location, files).read(usage);
        }
        processes.read(location, usage);
        hugePages.read(location, usage);
        numa.ifPresent(each -> each.read(location, usage));
        if (!usage.has(Measure.CPU_USAGE) || !usage.has(Measure.MEMORY_USAGE)) {
            return Optional.empty();
        }
        if (container.inspection().get().hasOwnNetwork()) {
            String text = files.text(procRoot + "/" + location.pid() + "/net/dev");
            if (text == null) {
                return Optional.empty();
            }
            NetDev.parse(text).forEach(usage::add);
        }
        return Optional.of(usage.build());
    }
}
