package com.allodoc.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952) and checks every member's checksum and length, to the last byte. The JDK's own stream ignores
 * what follows a member when it isn't another one, and may stop after the first member of a file that arrives slowly; a
 * verification must do neither. Zero padding at the end is allowed, as gzip does. Not thread-safe.
 *
 * @see DamagedException
 */
final class GzipStream extends InputStream {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private boolean ended;

    /** {@code in} is closed with this stream. */
    GzipStream(InputStream in) throws IOException {
        this.in = in;
        readHeader(next());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            try {
                int count = inflater.inflate(target, offset, length);
                if (count > 0) {
                    crc.update(target, offset, count);
                    return count;
                }
            } catch (DataFormatException e) {
                throw new DamagedException("damaged compressed data: " + e.getMessage());
            }
            if (inflater.finished()) {
                finishMember();
            } else if (inflater.needsDictionary()) {
                throw new DamagedException("damaged compressed data: a dictionary is asked for");
            } else {
                feed();
            }
        }
        return -1;
    }

    private void feed() throws IOException {
        if (position == limit && !fill()) {
            throw new DamagedException("truncated in the compressed data");
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    private void finishMember() throws IOException {
        position = limit - inflater.getRemaining();
        long expectedCrc = littleEndian();
        long expectedSize = littleEndian();
        if (expectedCrc != crc.getValue()) {
            throw new DamagedException("checksum differs");
        }
        if (expectedSize != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new DamagedException("length differs");
        }
        int following = skipPadding();
        if (following < 0) {
            ended = true;
            return;
        }
        inflater.reset();
        crc.reset();
        readHeader(following);
    }

    private int skipPadding() throws IOException {
        int first = nextOrEnd();
        boolean padded = first == 0;
        int following = first;
        while (following == 0) {
            following = nextOrEnd();
        }
        if (padded && following >= 0) {
            throw new DamagedException("unexpected bytes after the end");
        }
        return following;
    }

    private void readHeader(int first) throws IOException {
        if (first != 0x1f || next() != 0x8b) {
            throw new DamagedException("unexpected bytes where gzip data should begin");
        }
        if (next() != 8) {
            throw new DamagedException("unknown compression method");
        }
        int flags = next();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int character = next();
        while (character != 0) {
            character = next();
        }
    }

    private long littleEndian() throws IOException {
        return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        int value = nextOrEnd();
        if (value < 0) {
            throw new DamagedException("truncated in a gzip header or trailer");
        }
        return value;
    }

    private int nextOrEnd() throws IOException {
        return position == limit && !fill() ? -1 : buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(0, count);
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
