package com.allodoc.ops.exporter.http;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes and hands them to a stream in large pieces. Not safe for use by several threads. */
final class PageBuffer implements Flushable {
    private static final int MAX_LONG_DIGITS = 20;
    /** Beyond it a double no longer tells neighbouring integers apart, and digits would pretend to know. */
    private static final double EXACT = 1L << 53;

    private final OutputStream out;
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

    /** Text that is known to be ASCII: names, numbers, punctuation. */
    PageBuffer ascii(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            ascii(text.charAt(i));
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

    /** A sample's value, so that every parser reads back the same double. */
    PageBuffer number(double value) throws IOException {
        if (value == (long) value && Math.abs(value) < EXACT && !isNegativeZero(value)) {
            return integer((long) value);
        }
        return ascii(specialOrDecimal(value));
    }

    /** A bucket's edge or a quantile; OpenMetrics wants {@code 1.0} where the text format has {@code 1}. */
    PageBuffer edge(double value, PageFormat format) throws IOException {
        if (format == PageFormat.OPENMETRICS || value != (long) value) {
            return ascii(specialOrDecimal(value));
        }
        return number(value);
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && Double.doubleToRawLongBits(value) != 0;
    }

    private static String specialOrDecimal(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return "+Inf";
        }
        if (value == Double.NEGATIVE_INFINITY) {
            return "-Inf";
        }
        return Double.toString(value);
    }

    private PageBuffer integer(long value) throws IOException {
        if (bytes.length - length < MAX_LONG_DIGITS) {
            drain();
        }
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long limit = 10; limit <= rest; limit *= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
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
