package com.allodoc.ops.exporter.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cgroup of a container by {@code /proc/<pid>/cgroup}. A process whose cgroup does not carry the container's
 * id is not that container's: the engine is on another host, or the process has ended and its number was given away.
 * For one thread.
 */
final class CgroupLocator {

    /** Parents to try when the exporter's own cgroup namespace hides the container's. */
    private static final List<String> PARENTS = List.of(
            "/docker/%s",
            "/system.slice/docker-%s.scope", "/machine.slice/libpod-%s.scope", "/libpod_parent/libpod-%s");

    private final Path cgroupRoot;
    private final Path procRoot;
    private final KernelFile files;
    private final boolean unified;
    private final Map<String, Optional<String>> mounts = new HashMap<>();

    CgroupLocator(Path cgroupRoot, Path procRoot, KernelFile files) {
        this.cgroupRoot = cgroupRoot;
        this.procRoot = procRoot;
        this.files = files;
        this.unified = Files.exists(cgroupRoot.resolve("cgroup.controllers"));
    }

    Optional<CgroupLocation> find(int pid, String containerId) {
        String text = pid <= 0 ? null : files.text(procRoot + "/" + pid + "/cgroup");
        if (text == null) {
            return Optional.empty();
        }
        Map<String, String> directories = new HashMap<>();
        String found = null;
        for (String line : text.split("\n", -1)) {
            int first = line.indexOf(':');
            int second = line.indexOf(':', first + 1);
            if (second < 0) {
                continue;
            }
            String controllers = line.substring(first + 1, second);
            if (unified != controllers.isEmpty() || controllers.startsWith("name=")) {
                continue;
            }
            String mount = mount(controllers);
            String path = mount == null ? null : path(line.substring(second + 1), containerId, mount);
            if (mount != null && path != null) {
                found = path;
                for (String controller : controllers.split(",", -1)) {
                    directories.put(controller, mount + path);
                }
            }
        }
        return found == null ? Optional.empty() : Optional.of(new CgroupLocation(found, directories, pid));
    }

    /** A version 1 hierarchy is mounted under the names of its controllers, in any order, or under one of them. */
    private @Nullable String mount(String controllers) {
        return mounts.computeIfAbsent(controllers, this::findMount).orElse(null);
    }

    private Optional<String> findMount(String controllers) {
        if (unified) {
            return Optional.of(cgroupRoot.toString());
        }
        List<String> names = new ArrayList<>();
        names.add(controllers);
        names.addAll(List.of(controllers.split(",", -1)));
        for (String name : names) {
            Path directory = cgroupRoot.resolve(name);
            if (Files.isDirectory(directory)) {
                return Optional.of(directory.toString());
            }
        }
        return Optional.empty();
    }

    /** The container's own cgroup, which may have others below it. */
    private static @Nullable String path(String path, String containerId, String mount) {
        int id = path.indexOf(containerId);
        if (id < 0) {
            return null;
        }
        int end = path.indexOf('/', id);
        String own = end < 0 ? path : path.substring(0, end);
        if (!own.startsWith("/..")) {
            return own;
        }
        for (String parent : PARENTS) {
            String candidate = parent.formatted(containerId);
            if (Files.isDirectory(Path.of(mount + candidate))) {
                return candidate;
            }
        }
        return null;
    }
}
