package com.allodoc.ops.exporter.http;

import java.util.Arrays;

/**
 * Grows a run of bytes out of text as the formats want it: UTF-8, with backslash, newline and, in label values, the
 * quote escaped. What Prometheus could not read, a lone surrogate or a NUL, becomes U+FFFD. Not safe for use by several
 * threads.
 */
final class EscapedText {
    private static final int REPLACEMENT = 0xFFFD;

    private byte[] bytes;
    private int length;

    EscapedText() {
        this(256);
    }

    /** @param capacity how many bytes need no copy */
    EscapedText(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    EscapedText raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Text that is known to be ASCII, see {@link PageBuffer#ascii(String)}. */
    @SuppressWarnings("deprecation")
    EscapedText raw(String ascii) {
        int count = ascii.length();
        room(count);
        ascii.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    /** What stands in {@code source} already, which may be this text. */
    EscapedText copy(EscapedText source, int from, int count) {
        room(count);
        System.arraycopy(source.bytes, from, bytes, length, count);
        length += count;
        return this;
    }

    /** {@code name="value"} */
    EscapedText label(String name, String value) {
        return raw(name).raw('=').raw('"').text(value, true).raw('"');
    }

    EscapedText text(String text, boolean quotes) {
        int end = text.length();
        int plain = 0;
        while (plain < end && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == end) {
            return raw(text);
        }
        room(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == 0) {
                int codePoint = text.codePointAt(i);
                i += Character.charCount(codePoint) - 1;
                boolean unreadable = c == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
                utf8(unreadable ? REPLACEMENT : codePoint);
            } else if (c == '\\') {
                raw("\\\\");
            } else if (c == '\n') {
                raw("\\n");
            } else if (c == '"' && quotes) {
                raw("\\\"");
            } else {
                raw(c);
            }
        }
        return this;
    }

    /** Nearly all there is: letters, digits and signs that stand for themselves. */
    private static boolean isPlain(char c) {
        return c < 0x80 && c >= ' ' && c != '\\' && c != '"';
    }

    private void utf8(int codePoint) {
        room(4);
        if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
                bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            }
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
