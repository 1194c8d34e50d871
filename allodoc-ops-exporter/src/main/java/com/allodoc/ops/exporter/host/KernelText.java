package com.allodoc.ops.exporter.host;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads files of proc and sys into one buffer that is kept; such a file has no size. For one thread. */
final class KernelText {
    private static final Pattern SPACES = Pattern.compile("[ \t]+");

    private byte[] buffer = new byte[16_384];

    /**
     * The whole file.
     *
     * @throws NoSuchFileException when there is none
     * @throws AccessDeniedException when it is not ours to read
     */
    String read(Path path) throws IOException {
        try (FileInputStream file = new FileInputStream(path.toString())) {
            int length = 0;
            for (int n = file.read(buffer); n > 0; n = file.read(buffer, length, buffer.length - length)) {
                length += n;
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, length * 2);
                }
            }
            return new String(buffer, 0, length, StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            if (Files.exists(path)) {
                throw new AccessDeniedException(path.toString());
            }
            throw new NoSuchFileException(path.toString());
        }
    }

    static String[] lines(String text) {
        return text.split("\n", -1);
    }

    static String[] words(String line) {
        return SPACES.split(line.strip(), -1);
    }

    /** NaN when it is no number, which the kernel may change its mind about. */
    static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
