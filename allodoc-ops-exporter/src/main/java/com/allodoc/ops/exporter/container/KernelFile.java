package com.allodoc.ops.exporter.container;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the small files of cgroup and proc file systems into one buffer that is kept. Such a file has no size and may
 * vanish at any time; one that can't be read is null, and a number that is not there is NaN. For one thread.
 */
final class KernelFile {
    private byte[] buffer = new byte[8192];

    @Nullable
    String text(@Nullable String path) {
        if (path == null) {
            return null;
        }
        try (FileInputStream file = new FileInputStream(path)) {
            int length = 0;
            for (int n = file.read(buffer); n > 0; n = file.read(buffer, length, buffer.length - length)) {
                length += n;
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, length * 2);
                }
            }
            return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Gone with its container, not there in this kernel, or not ours to read: no value, and no error.
            return null;
        }
    }

    /** The file's only number. */
    double number(@Nullable String path) {
        String text = text(path);
        return text == null ? Double.NaN : parsed(text.strip());
    }

    /** The number after {@code key} in a file of {@code key number} lines. */
    static double number(@Nullable String text, String key) {
        if (text == null) {
            return Double.NaN;
        }
        for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
            int start = at + key.length();
            boolean whole =
                    (at == 0 || text.charAt(at - 1) == '\n') && start < text.length() && text.charAt(start) == ' ';
            if (whole) {
                int end = text.indexOf('\n', start);
                return parsed(text.substring(start + 1, end < 0 ? text.length() : end));
            }
        }
        return Double.NaN;
    }

    private static double parsed(String digits) {
        try {
            return (double) Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
