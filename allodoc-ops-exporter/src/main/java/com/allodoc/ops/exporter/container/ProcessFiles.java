package com.allodoc.ops.exporter.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Counts the processes of a cgroup and their open files. Source: {@code cgroup.procs} and {@code /proc/<pid>}. For one thread. */
final class ProcessFiles {
    private static final String OPEN_FILES = "Max open files";

    private final Path procRoot;
    private final KernelFile files;

    ProcessFiles(Path procRoot, KernelFile files) {
        this.procRoot = procRoot;
        this.files = files;
    }

    void read(CgroupLocation location, Usage.Builder usage) {
        String list = files.text(location.file(location.isUnified() ? "" : "pids", "cgroup.procs"));
        if (list == null) {
            return;
        }
        int count = 0;
        long descriptors = 0;
        for (int start = 0, end = list.indexOf('\n'); end >= 0; start = end + 1, end = list.indexOf('\n', start)) {
            count++;
            long open = descriptors < 0 ? -1 : openFiles(list.substring(start, end));
            descriptors = open < 0 ? -1 : descriptors + open;
        }
        usage.set(Measure.PROCESS_COUNT, count);
        if (descriptors >= 0) {
            usage.set(Measure.FILE_DESCRIPTORS, (double) descriptors);
        }
        usage.set(Measure.ULIMIT_FILES, limit(files.text(procRoot + "/" + location.pid() + "/limits")));
    }

    /**
     * Since Linux 6.2 the size of the directory is the number of its entries, and anybody may ask for it. -1 when it can't
     * be told; a process that has ended meanwhile has none.
     */
    private long openFiles(String pid) {
        File directory = new File(procRoot + "/" + pid + "/fd");
        try {
            long size = Files.size(directory.toPath());
            if (size > 0) {
                return size;
            }
        } catch (IOException e) {
            return new File(procRoot.toString(), pid).exists() || pid.equals("0") ? -1 : 0;
        }
        String[] names = directory.list();
        return names == null ? -1 : names.length;
    }

    /** The soft limit in a line such as {@code Max open files  1024  4096  files}. */
    private static double limit(@Nullable String limits) {
        int at = limits == null ? -1 : limits.indexOf(OPEN_FILES);
        if (limits == null || at < 0) {
            return Double.NaN;
        }
        String word = limits.substring(at + OPEN_FILES.length()).strip().split(" ", 2)[0];
        return word.equals("unlimited") ? -1 : Double.parseDouble(word);
    }
}
