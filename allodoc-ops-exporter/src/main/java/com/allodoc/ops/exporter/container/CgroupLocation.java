package com.allodoc.ops.exporter.container;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the kernel keeps a container's numbers. Immutable.
 *
 * @param path of the cgroup as the host sees it: {@code /docker/<id>} or {@code /system.slice/docker-<id>.scope}
 * @param directories by controller in version 1; one, under the empty name, in version 2
 * @param pid whose proc directory it was found by
 */
record CgroupLocation(String path, Map<String, String> directories, int pid) {

    CgroupLocation {
        directories = Map.copyOf(directories);
    }

    boolean isUnified() {
        return directories.containsKey("");
    }

    /** The path of a file; null when there is no such controller. */
    @Nullable
    String file(String controller, String name) {
        String directory = directories.get(controller);
        return directory == null ? null : directory + "/" + name;
    }
}
