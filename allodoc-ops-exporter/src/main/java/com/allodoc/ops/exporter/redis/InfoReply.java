package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The text that INFO answers, read once: an index of its fields by name and of its sections. Immutable.
 *
 * <p>One pass over the bytes, without a string per line; a name or a value becomes a string only when it is asked for.
 * Lines end in CRLF or LF. A last line without an end may have been cut and is left out, and so is a line without a
 * colon; a value may hold colons itself. Of a field that comes twice the last counts.
 */
final class InfoReply {
    /** Sections with a line per command, error or database; their lines are read through {@link #rows}. */
    private static final Set<String> LISTS = Set.of("Commandstats", "Latencystats", "Errorstats", "Keyspace");

    /** No server has a tenth of it; a bound for one that answers nonsense. */
    private static final int MAX_FIELDS = 8192;

    private static final int MAX_SECTIONS = 1024;
    private static final int SEED = ThreadLocalRandom.current().nextInt() | 1;

    private record Section(String name, int start, int end) {}

    private final byte[] text;
    private final List<Section> sections = new ArrayList<>();

    /** Start, colon and end of each field's line, one after the other. */
    private int[] lines = new int[3 * 256];

    /** Open addressing by name: 1 + the number of the field's line, 0 where nothing is. */
    private int[] slots = new int[1024];

    private int fields;

    private InfoReply(byte[] text) {
        this.text = text;
    }

    static InfoReply parse(byte[] text) {
        InfoReply reply = new InfoReply(text);
        reply.index();
        return reply;
    }

    private void index() {
        String name = "";
        boolean list = false;
        int sectionStart = 0;
        InfoLine line = new InfoLine(text, 0, text.length);
        while (line.next()) {
            if (line.isHeading()) {
                endSection(name, sectionStart, line.start());
                name = line.heading();
                list = LISTS.contains(name);
                sectionStart = line.after();
            } else if (!list && line.colon() >= 0 && fields < MAX_FIELDS) {
                add(line);
            }
        }
        endSection(name, sectionStart, line.after());
    }

    private void endSection(String name, int start, int end) {
        if (!name.isEmpty() && sections.size() < MAX_SECTIONS) {
            sections.add(new Section(name, start, end));
        }
    }

    private void add(InfoLine line) {
        if (fields * 2 > slots.length) {
            grow();
        }
        int slot = slot(line.start(), line.colon());
        int number = slots[slot] - 1;
        if (number < 0) {
            number = fields++;
            slots[slot] = fields;
            if (number * 3 >= lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
        }
        lines[number * 3] = line.start();
        lines[number * 3 + 1] = line.colon();
        lines[number * 3 + 2] = line.end();
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int number = 0; number < fields; number++) {
            slots[slot(lines[number * 3], lines[number * 3 + 1])] = number + 1;
        }
    }

    /** The slot of the field whose name stands there, or the free one where it belongs. */
    private int slot(int start, int end) {
        int slot = spread(hash(text, start, end));
        while (slots[slot] != 0 && !isNamed(slots[slot] - 1, start, end)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isNamed(int number, int start, int end) {
        return Arrays.equals(text, lines[number * 3], lines[number * 3 + 1], text, start, end);
    }

    /** FNV's, with a seed that a server can't know. */
    static int hash(byte[] name, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = (hash ^ name[i]) * 0x01000193 + SEED;
        }
        return hash;
    }

    private int spread(int hash) {
        return (hash ^ (hash >>> 15)) & (slots.length - 1);
    }

    /** The number of the field's line, or -1. */
    private int find(InfoName field) {
        byte[] name = field.bytes();
        for (int slot = spread(field.hash()); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
            int number = slots[slot] - 1;
            if (Arrays.equals(name, 0, name.length, text, lines[number * 3], lines[number * 3 + 1])) {
                return number;
            }
        }
        return -1;
    }

    private boolean startsWith(int start, String prefix) {
        for (int i = 0; i < prefix.length(); i++) {
            if (text[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the server said nothing at all. */
    boolean isEmpty() {
        return fields == 0 && sections.isEmpty();
    }

    boolean has(InfoName field) {
        return find(field) >= 0;
    }

    boolean has(String field) {
        return has(InfoName.of(field));
    }

    /** The field as a number, where {@code ok} is 1 and {@code fail} is 0; empty when it is missing or neither. */
    OptionalDouble number(InfoName field) {
        int number = find(field);
        return number < 0
                ? OptionalDouble.empty()
                : InfoNumber.parse(text, lines[number * 3 + 1] + 1, lines[number * 3 + 2]);
    }

    OptionalDouble number(String field) {
        return number(InfoName.of(field));
    }

    Optional<String> text(InfoName field) {
        int number = find(field);
        return number < 0 ? Optional.empty() : Optional.of(slice(lines[number * 3 + 1] + 1, lines[number * 3 + 2]));
    }

    Optional<String> text(String field) {
        return text(InfoName.of(field));
    }

    /** The names of all fields that begin like this, in the order of the text. */
    void forEachField(String prefix, Consumer<String> names) {
        for (int number = 0; number < fields; number++) {
            int start = lines[number * 3];
            int colon = lines[number * 3 + 1];
            if (colon - start > prefix.length() && startsWith(start, prefix)) {
                names.accept(slice(start, colon));
            }
        }
    }

    /** The lines of a section, one after the other; none when there is no such section. */
    InfoLine rows(String section) {
        for (Section candidate : sections) {
            if (candidate.name().equals(section)) {
                return new InfoLine(text, candidate.start(), candidate.end());
            }
        }
        return new InfoLine(text, 0, 0);
    }

    boolean hasSection(String section) {
        for (Section candidate : sections) {
            if (candidate.name().equals(section)) {
                return true;
            }
        }
        return false;
    }

    private String slice(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
