package com.allodoc.ops.exporter.container;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Huge pages of a cgroup of either version. Which sizes there are is learned from the first cgroup below the same one. For
 * one thread.
 */
final class HugePages {
    private static final String PREFIX = "hugetlb.";

    private final KernelFile files;
    private final Map<String, List<String>> sizes = new HashMap<>();

    HugePages(KernelFile files) {
        this.files = files;
    }

    void read(CgroupLocation location, Usage.Builder usage) {
        boolean unified = location.isUnified();
        String suffix = unified ? ".current" : ".usage_in_bytes";
        String directory = location.file(unified ? "" : "hugetlb", "");
        if (directory == null) {
            return;
        }
        for (String size : sizes(new File(directory), suffix)) {
            String start = directory + PREFIX + size;
            add(usage, Detail.HUGETLB_USAGE, size, files.number(start + suffix));
            if (unified) {
                double refused = KernelFile.number(files.text(start + ".events"), "max");
                add(usage, Detail.HUGETLB_FAILCNT, size, refused);
            } else {
                add(usage, Detail.HUGETLB_MAX_USAGE, size, files.number(start + ".max_usage_in_bytes"));
                add(usage, Detail.HUGETLB_FAILCNT, size, files.number(start + ".failcnt"));
            }
        }
    }

    private List<String> sizes(File directory, String suffix) {
        String parent = String.valueOf(directory.getParent());
        List<String> known = sizes.get(parent);
        if (known != null) {
            return known;
        }
        String[] names = directory.list();
        if (names == null) {
            return List.of();
        }
        List<String> found = sizes(names, suffix);
        if (Arrays.asList(names).contains("cgroup.procs")) {
            // A cgroup that was not going while we looked.
            sizes.put(parent, found);
        }
        return found;
    }

    /** Names such as {@code hugetlb.2MB.current}; {@code hugetlb.2MB.rsvd.current} is another thing. */
    private static List<String> sizes(String[] names, String suffix) {
        List<String> sizes = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(PREFIX) && name.endsWith(suffix)) {
                String size = name.substring(PREFIX.length(), name.length() - suffix.length());
                if (size.indexOf('.') < 0) {
                    sizes.add(size);
                }
            }
        }
        sizes.sort(null);
        return sizes;
    }

    private static void add(Usage.Builder usage, Detail detail, String size, double value) {
        if (!Double.isNaN(value)) {
            usage.add(new Usage.DetailValue(detail, size, value));
        }
    }
}
