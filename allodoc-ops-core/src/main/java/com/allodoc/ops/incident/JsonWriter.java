package com.allodoc.ops.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one flat JSON object of strings and arrays of strings, in ASCII, on one line. Not thread-safe. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder("{");

    JsonWriter put(String name, String value) {
        return name(name).string(value);
    }

    JsonWriter putIfPresent(String name, @Nullable String value) {
        return value == null ? this : put(name, value);
    }

    JsonWriter put(String name, List<String> values) {
        name(name).out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            string(values.get(i));
        }
        out.append(']');
        return this;
    }

    String end() {
        return out.append('}').toString();
    }

    private JsonWriter name(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        string(name).out.append(':');
        return this;
    }

    private JsonWriter string(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> plainOrEscaped(c);
            }
        }
        out.append('"');
        return this;
    }

    private void plainOrEscaped(char c) {
        if (c >= ' ' && c < 0x7f) {
            out.append(c);
        } else {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(Character.forDigit((c >> shift) & 0xf, 16));
            }
        }
    }
}
