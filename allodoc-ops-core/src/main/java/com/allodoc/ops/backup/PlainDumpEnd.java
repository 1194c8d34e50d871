package com.allodoc.ops.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The beginning and the end of a plain dump, which tell whether it is complete: {@code pg_dump} and {@code pg_dumpall}
 * write a marker as their last comment. Since August 2025 a line <code>&#92;unrestrict</code> follows it.
 *
 * @param head the first lines
 * @param tail the last lines
 */
record PlainDumpEnd(String head, String tail) {
    private static final int EDGE = 8 * 1024;
    private static final String DATABASE = "PostgreSQL database dump";
    private static final String CLUSTER = "PostgreSQL database cluster dump";

    static PlainDumpEnd read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(EDGE);
        byte[] tail = head;
        byte[] buffer = new byte[64 * 1024];
        int count = in.readNBytes(buffer, 0, buffer.length);
        while (count > 0) {
            tail = lastBytes(tail, buffer, count);
            count = in.readNBytes(buffer, 0, buffer.length);
        }
        return new PlainDumpEnd(new String(head, ISO_8859_1), new String(tail, ISO_8859_1));
    }

    private static byte[] lastBytes(byte[] before, byte[] added, int count) {
        if (count >= EDGE) {
            return Arrays.copyOfRange(added, count - EDGE, count);
        }
        int fromBefore = Math.min(before.length, EDGE - count);
        byte[] joined = new byte[fromBefore + count];
        System.arraycopy(before, before.length - fromBefore, joined, 0, fromBefore);
        System.arraycopy(added, 0, joined, fromBefore, count);
        return joined;
    }

    /** What is missing for a complete dump, if anything. */
    Optional<String> shortfall() {
        // A cluster dump contains the markers of its databases: only its own tells that all of them are there.
        boolean cluster = head.lines().anyMatch(line -> line.equals("-- " + CLUSTER));
        String marker = "-- " + (cluster ? CLUSTER : DATABASE) + " complete";
        List<String> lines = tail.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.equals(marker)) {
                return Optional.empty();
            }
            if (!line.isEmpty() && !line.equals("--") && !line.startsWith("\\unrestrict")) {
                return Optional.of("the completion marker \"" + marker + "\" is not among its last lines");
            }
        }
        return Optional.of("the completion marker \"" + marker + "\" is missing");
    }
}
