package com.allodoc.ops.exporter.http;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes and hands them to a stream in large pieces. Not safe for use by several threads. */
final class PageBuffer implements Flushable {
    private final OutputStream out;
    private final NumberText numbers = new NumberText();
    private final byte[] bytes = new byte[16 * 1024];
    private int length;

    PageBuffer(OutputStream out) {
        this.out = out;
    }

    PageBuffer ascii(char c) throws IOException {
        if (length == bytes.length) {
            drain();
        }
        bytes[length++] = (byte) c;
        return this;
    }

    /**
     * Text that is known to be ASCII: names and punctuation. The deprecated method drops the upper half of characters,
     * which have none here, and is the only one of the JDK that copies without an array in between.
     */
    @SuppressWarnings("deprecation")
    PageBuffer ascii(String text) throws IOException {
        int from = 0;
        while (from < text.length()) {
            if (length == bytes.length) {
                drain();
            }
            int to = Math.min(text.length(), from + bytes.length - length);
            text.getBytes(from, to, bytes, length);
            length += to - from;
            from = to;
        }
        return this;
    }

    PageBuffer bytes(byte[] source, int from, int to) throws IOException {
        int count = to - from;
        if (count > bytes.length - length) {
            drain();
            if (count > bytes.length) {
                out.write(source, from, count);
                return this;
            }
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    PageBuffer text(EscapedText text) throws IOException {
        return bytes(text.bytes(), 0, text.length());
    }

    /** A sample's value, so that every parser reads back the same double. */
    PageBuffer number(double value) throws IOException {
        roomForNumber();
        length = numbers.value(value, bytes, length);
        return this;
    }

    /** A bucket's edge or a quantile; OpenMetrics wants {@code 1.0} where the text format has {@code 1}. */
    PageBuffer edge(double value, PageFormat format) throws IOException {
        roomForNumber();
        int start = length;
        length = numbers.edge(value, bytes, length);
        return format == PageFormat.OPENMETRICS && isWhole(start) ? ascii(".0") : this;
    }

    private boolean isWhole(int start) {
        for (int i = start; i < length; i++) {
            if (bytes[i] != '-' && (bytes[i] < '0' || bytes[i] > '9')) {
                return false;
            }
        }
        return true;
    }

    private void roomForNumber() throws IOException {
        if (bytes.length - length < NumberText.MAX_LENGTH) {
            drain();
        }
    }

    private void drain() throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    @Override
    public void flush() throws IOException {
        drain();
        out.flush();
    }
}
