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
    /** The kernel fills a page before it stops, so that less is all there is, and another call can be spared. */
    private static final int CERTAINLY_ALL = 2048;

    private byte[] buffer = new byte[8192];

    @Nullable
    String text(@Nullable String path) {
        int length = read(path);
        return length < 0 ? null : new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** The file's only number. */
    double number(@Nullable String path) {
        int length = read(path);
        while (length > 0 && buffer[length - 1] <= ' ') {
            length--;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9 || i > 18) {
                return length > 0 ? parsed(new String(buffer, 0, length, StandardCharsets.ISO_8859_1)) : Double.NaN;
            }
            number = number * 10 + digit;
        }
        return length > 0 ? (double) number : Double.NaN;
    }

    /** The length of what is in the buffer now; -1 when the file can't be read. */
    private int read(@Nullable String path) {
        if (path == null) {
            return -1;
        }
        try (FileInputStream file = new FileInputStream(path)) {
            int length = 0;
            for (int n = file.read(buffer); n > 0; n = file.read(buffer, length, buffer.length - length)) {
                length += n;
                if (length < CERTAINLY_ALL) {
                    return length;
                }
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, length * 2);
                }
            }
            return length;
        } catch (IOException e) {
            // Gone with its container, not there in this kernel, or not ours to read: no value, and no error.
            return -1;
        }
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
