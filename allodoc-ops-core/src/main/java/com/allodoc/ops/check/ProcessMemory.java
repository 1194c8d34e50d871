package com.allodoc.ops.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What memory this process takes. */
final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private ProcessMemory() {}

    /** The heap in use, garbage not yet collected included, in percent of what it may grow to. */
    static double heapPercent() {
        Runtime runtime = Runtime.getRuntime();
        return 100.0 * (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
    }

    /** Resident set size in bytes; NaN where the system has no {@code /proc}. */
    static double residentBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(ProcessMemory::bytes)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /** {@code VmRSS:     12345 kB}, where kB means 1024 bytes. */
    static double bytes(String line) {
        String kilobytes = line.substring(RESIDENT.length()).replace("kB", "").strip();
        return Double.parseDouble(kilobytes) * 1024;
    }
}
