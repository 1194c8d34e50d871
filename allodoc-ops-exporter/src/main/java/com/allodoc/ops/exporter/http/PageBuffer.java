package com.allodoc.ops.exporter.http;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes and hands them to a stream in large pieces, or only counts them. Not safe for use by several threads.
 */
final class PageBuffer implements Flushable {
    /** A page of more bytes than this is worth larger pieces. */
    private static final int LARGE = GatheredBody.MOST;

    private static final int WIDE = 64 * 1024;

    private final @Nullable OutputStream out;
    private final NumberText numbers = new NumberText();
    private byte[] bytes = new byte[16 * 1024];
    private int length;
    private long drained;

    private PageBuffer(@Nullable OutputStream out) {
        this.out = out;
    }

    static PageBuffer to(OutputStream out) {
        return new PageBuffer(out);
    }

    /** One whose bytes go nowhere. */
    static PageBuffer counting() {
        return new PageBuffer(null);
    }

    /** How many bytes came. */
    long count() {
        return drained + length;
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
                handOver(source, from, count);
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

    PageBuffer labels(LabelBlocks labels) throws IOException {
        return bytes(labels.bytes(), labels.from(), labels.to());
    }

    /** A whole line of the page, of which most pages have many thousands: room is looked for once. */
    void sample(EscapedText name, LabelBlocks labels, double value) throws IOException {
        int blockLength = labels.to() - labels.from();
        if (out == null) {
            String around = labels.isEmpty() ? " \n" : "{} \n";
            drained += name.length() + blockLength + around.length() + numbers.length(value);
            return;
        }
        int most = name.length() + blockLength + "{} \n".length() + NumberText.MAX_LENGTH;
        if (most > bytes.length) {
            text(name);
            if (!labels.isEmpty()) {
                ascii('{').labels(labels).ascii('}');
            }
            ascii(' ').number(value).ascii('\n');
            return;
        }
        if (most > bytes.length - length) {
            drain();
        }
        byte[] into = bytes;
        int at = length;
        System.arraycopy(name.bytes(), 0, into, at, name.length());
        at += name.length();
        if (!labels.isEmpty()) {
            into[at++] = '{';
            System.arraycopy(labels.bytes(), labels.from(), into, at, blockLength);
            at += blockLength;
            into[at++] = '}';
        }
        into[at++] = ' ';
        at = numbers.value(value, into, at);
        into[at++] = '\n';
        length = at;
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
        handOver(bytes, 0, length);
        length = 0;
        if (drained > LARGE && bytes.length < WIDE && out != null) {
            bytes = new byte[WIDE];
        }
    }

    private void handOver(byte[] source, int from, int count) throws IOException {
        drained += count;
        if (out != null) {
            out.write(source, from, count);
        }
    }

    @Override
    public void flush() throws IOException {
        drain();
        if (out != null) {
            out.flush();
        }
    }
}
