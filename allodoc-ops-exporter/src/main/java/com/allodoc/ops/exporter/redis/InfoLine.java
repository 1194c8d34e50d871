package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Walks over the lines of an {@link InfoReply}: a cursor, so that a line costs no object. Before the first
 * {@link #next()} and after the last there is no line. Not safe for use by several threads.
 */
final class InfoLine {
    private final byte[] text;
    private final int limit;
    private int start;
    private int end;
    private int colon = -1;
    private int after;

    /** Where the part stands that was found last; before this line when none was. */
    private int found;

    InfoLine(byte[] text, int from, int limit) {
        this.text = text;
        this.limit = limit;
        this.after = from;
    }

    /** Moves to the next line that is complete; false when there is none. */
    boolean next() {
        // Most bytes of a scrape pass here; the simpler compiler would read the fields again for each.
        byte[] bytes = text;
        int stop = limit;
        int i = after;
        while (i < stop && bytes[i] != ':' && bytes[i] != '\n') {
            i++;
        }
        int firstColon = i < stop && bytes[i] == ':' ? i : -1;
        while (i < stop && bytes[i] != '\n') {
            i++;
        }
        colon = i < stop ? firstColon : -1;
        if (i >= stop) {
            return false;
        }
        start = after;
        end = i;
        after = i + 1;
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        while (start < end && isBlank(text[start])) {
            start++;
        }
        if (colon <= start) {
            colon = -1;
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\r' || b == '\t';
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Where the first colon is; -1 when the line has none or nothing before it. */
    int colon() {
        return colon;
    }

    /** Where the next line starts. */
    int after() {
        return after;
    }

    /** Whether it names a section: {@code # Memory}. */
    boolean isHeading() {
        return end - start > 2 && text[start] == '#' && text[start + 1] == ' ';
    }

    String heading() {
        return slice(start + 2, end);
    }

    /** The name without its prefix: {@code get} of {@code cmdstat_get:calls=1}; empty when it begins otherwise. */
    Optional<String> nameAfter(String prefix) {
        int last = lastColon();
        if (last - start <= prefix.length()) {
            return Optional.empty();
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text[start + i] != prefix.charAt(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(slice(start + prefix.length(), last));
    }

    /** Names of commands and errors may hold colons, their values never do. */
    private int lastColon() {
        for (int i = end - 1; i > start && colon >= 0; i--) {
            if (text[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** The number of {@code key=number} in a value such as {@code calls=21,usec=175}. */
    OptionalDouble number(String key) {
        int from = find(key);
        return from < 0 ? OptionalDouble.empty() : InfoNumber.parse(text, from, endOfPart(from));
    }

    /** The text of {@code key=text} in such a value. */
    Optional<String> text(String key) {
        int from = find(key);
        return from < 0 ? Optional.empty() : Optional.of(slice(from, endOfPart(from)));
    }

    /**
     * The pairs of a value such as {@code p50=0.001,p99=1.003}, each a number after a letter and a number: first all
     * keys, then the values. Empty when there are none or one of them is anything else.
     */
    Optional<double[][]> numbers(char letter) {
        double[] keys = new double[4];
        double[] values = new double[4];
        int count = 0;
        int endOfPart;
        for (int part = lastColon() + 1; part > 0 && part < end; part = endOfPart + 1) {
            int equals = part;
            endOfPart = endOfPart(part);
            while (equals < endOfPart && text[equals] != '=') {
                equals++;
            }
            OptionalDouble key = InfoNumber.parse(text, Math.min(part + 1, equals), equals);
            OptionalDouble value = InfoNumber.parse(text, Math.min(equals + 1, endOfPart), endOfPart);
            if (text[part] != letter || key.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            keys[count] = key.getAsDouble();
            values[count++] = value.getAsDouble();
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new double[][] {Arrays.copyOf(keys, count), Arrays.copyOf(values, count)});
    }

    /** The whole value, from the first colon on. */
    String value() {
        return slice(colon + 1, end);
    }

    private int endOfPart(int from) {
        int i = from;
        int depth = 0;
        while (i < end && (text[i] != ',' || depth > 0)) {
            depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
            i++;
        }
        return i;
    }

    /** Looks on from where the last key was found: keys are asked for in the order in which they stand. */
    private int find(String key) {
        int first = colon + 1;
        if (colon < 0) {
            return -1;
        }
        int last = Math.max(first, found);
        int value = find(key, last, end);
        return value >= 0 || last == first ? value : find(key, first, last);
    }

    private int find(String key, int from, int to) {
        for (int part = from; part < to; part = endOfPart(part) + 1) {
            int equals = part + key.length();
            if (equals < end && text[equals] == '=' && isAt(part, key)) {
                found = part;
                return equals + 1;
            }
        }
        return -1;
    }

    private boolean isAt(int from, String key) {
        for (int i = 0; i < key.length(); i++) {
            if (text[from + i] != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String slice(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
