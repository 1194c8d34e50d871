package com.allodoc.ops.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Walks a tar archive from header to header: each must have the right checksum, and a block of zeros must end it. */
final class TarEnd {
    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private TarEnd() {}

    /**
     * What is missing for a complete archive, if anything. Reads to the end, so that a surrounding checksum is checked
     * too.
     */
    static Optional<String> shortfall(InputStream in) throws IOException {
        byte[] header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK) {
            if (isZero(header)) {
                in.transferTo(OutputStream.nullOutputStream());
                return Optional.empty();
            }
            if (octal(header, CHECKSUM_AT, CHECKSUM_LENGTH) != checksum(header)) {
                return Optional.of("tar: a header has the wrong checksum");
            }
            long size = size(header);
            long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
            if (size < 0 || !skip(in, padded)) {
                return Optional.of("tar: truncated inside an entry");
            }
        }
        return Optional.of("tar: the end-of-archive block is missing");
    }

    private static boolean skip(InputStream in, long count) throws IOException {
        byte[] buffer = new byte[16 * BLOCK];
        long left = count;
        while (left > 0) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
            if (read == 0) {
                return false;
            }
            left -= read;
        }
        return true;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static long checksum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean inChecksum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
            sum += inChecksum ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    private static long size(byte[] header) {
        if ((header[SIZE_AT] & 0x80) == 0) {
            return octal(header, SIZE_AT, SIZE_LENGTH);
        }
        // GNU's base-256 form, for entries of 8 GB and more.
        long value = header[SIZE_AT] & 0x7f;
        for (int i = SIZE_AT + 1; i < SIZE_AT + SIZE_LENGTH; i++) {
            value = value << 8 | (header[i] & 0xff);
        }
        return value;
    }

    private static long octal(byte[] header, int from, int length) {
        String digits =
                new String(header, from, length, US_ASCII).replace('\0', ' ').strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException notOctal) {
            return -1;
        }
    }
}
