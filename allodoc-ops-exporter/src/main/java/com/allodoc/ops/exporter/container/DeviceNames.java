package com.allodoc.ops.exporter.container;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Names of block devices by their numbers, from {@code /proc/diskstats}. For one thread. */
final class DeviceNames {
    private final Path procRoot;
    private final KernelFile files;
    private final Map<String, String> names = new HashMap<>();

    DeviceNames(Path procRoot, KernelFile files) {
        this.procRoot = procRoot;
        this.files = files;
    }

    /** {@code /dev/vda}; the numbers, {@code 254:0}, when the device has no name here. */
    String name(String key) {
        if (!names.containsKey(key)) {
            refresh();
            names.putIfAbsent(key, key);
        }
        return names.getOrDefault(key, key);
    }

    private void refresh() {
        String text = files.text(procRoot + "/diskstats");
        if (text == null) {
            return;
        }
        for (String line : text.split("\n", -1)) {
            String[] columns = line.strip().split(" +", 4);
            if (columns.length == 4) {
                names.put(columns[0] + ":" + columns[1], "/dev/" + columns[2]);
            }
        }
    }
}
