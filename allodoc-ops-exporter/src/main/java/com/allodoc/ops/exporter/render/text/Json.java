package com.allodoc.ops.exporter.render.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a tree as JSON with two spaces of indentation, keys in the order of the tree. */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** The text, with a line break at its end. Values may be maps, lists, strings, numbers and booleans; an empty Optional is null. */
    public static String of(Object tree) {
        Json json = new Json();
        json.write(tree, 0);
        return json.out.append('\n').toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof List<?> list) {
            writeList(list, depth);
        } else if (value instanceof Number number) {
            out.append(Numbers.text(number));
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), depth);
        } else if (value instanceof Boolean || value == null) {
            out.append(value);
        } else {
            quote(value.toString());
        }
    }

    private void writeMap(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            line(depth + 1);
            quote(String.valueOf(entry.getKey()));
            out.append(": ");
            write(entry.getValue(), depth + 1);
            separator = ",";
        }
        line(depth);
        out.append('}');
    }

    private void writeList(List<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        String separator = "[";
        for (Object item : list) {
            out.append(separator);
            line(depth + 1);
            write(item, depth + 1);
            separator = ",";
        }
        line(depth);
        out.append(']');
    }

    private void line(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
