package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.container.Usage.NumaPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** On which memory nodes a cgroup's pages are. For one thread. */
final class NumaFiles {
    private static final Set<String> TYPES = Set.of("file", "anon", "unevictable");
    private static final String HIERARCHICAL = "hierarchical_";
    private static final long PAGE_SIZE = 6;
    private static final double USUAL_PAGE = 4096;

    private final KernelFile files;
    private final double bytesPerPage;

    NumaFiles(KernelFile files) {
        this.files = files;
        this.bytesPerPage = pageSize(Path.of("/proc/self/auxv"));
    }

    void read(CgroupLocation location, Usage.Builder usage) {
        boolean unified = location.isUnified();
        String text = files.text(location.file(unified ? "" : "memory", "memory.numa_stat"));
        if (text != null) {
            (unified ? unified(text, bytesPerPage) : pages(text)).forEach(usage::add);
        }
        usage.set(Measure.MEMORY_MIGRATE, files.number(location.file("cpuset", "cpuset.memory_migrate")));
    }

    /** Lines such as {@code hierarchical_anon=374 N0=300 N1=74}, in pages. */
    static List<NumaPages> pages(String text) {
        List<NumaPages> pages = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int end = line.indexOf('=');
            String key = end < 0 ? "" : line.substring(0, end);
            boolean hierarchy = key.startsWith(HIERARCHICAL);
            String type = hierarchy ? key.substring(HIERARCHICAL.length()) : key;
            if (TYPES.contains(type)) {
                addNodes(pages, type, hierarchy ? "hierarchy" : "container", line, 1);
            }
        }
        return pages;
    }

    /** Lines such as {@code anon N0=1228800 N1=303104}, in bytes and with everything below. */
    static List<NumaPages> unified(String text, double bytesPerPage) {
        List<NumaPages> pages = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int end = line.indexOf(' ');
            String type = end < 0 ? "" : line.substring(0, end);
            if (TYPES.contains(type)) {
                addNodes(pages, type, "hierarchy", line, bytesPerPage);
            }
        }
        return pages;
    }

    private static void addNodes(List<NumaPages> pages, String type, String scope, String line, double divisor) {
        for (String field : line.split(" ", -1)) {
            if (field.matches("N\\d+=\\d+")) {
                int equals = field.indexOf('=');
                String node = field.substring(1, equals);
                pages.add(new NumaPages(type, scope, node, Double.parseDouble(field.substring(equals + 1)) / divisor));
            }
        }
    }

    /** What the kernel tells every process: pairs of words, see getauxval(3). */
    private static double pageSize(Path auxiliaryVector) {
        try {
            ByteBuffer words =
                    ByteBuffer.wrap(Files.readAllBytes(auxiliaryVector)).order(ByteOrder.nativeOrder());
            while (words.remaining() >= 2 * Long.BYTES) {
                long key = words.getLong();
                long value = words.getLong();
                if (key == PAGE_SIZE) {
                    return value;
                }
            }
            return USUAL_PAGE;
        } catch (IOException e) {
            // Not Linux, or no proc: then there are no cgroups to read either.
            return USUAL_PAGE;
        }
    }
}
