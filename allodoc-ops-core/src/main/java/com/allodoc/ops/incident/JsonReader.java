package com.allodoc.ops.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one flat JSON object of strings and arrays of strings (RFC 8259 for what it knows; numbers, literals and nested objects
 * are refused). A single string is a list of one that remembers it was no array. Not thread-safe.
 */
final class JsonReader {

    /** What a name stands for. */
    record Value(List<String> strings, boolean array) {}

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    Map<String, Value> object() {
        Map<String, Value> fields = new LinkedHashMap<>();
        expect('{');
        if (!skips('}')) {
            do {
                int start = at;
                String name = string();
                expect(':');
                if (fields.put(name, value()) != null) {
                    at = start;
                    throw broken("the field \"" + name + "\" comes twice");
                }
            } while (skips(','));
            expect('}');
        }
        space();
        if (at < text.length()) {
            throw broken("text after the end of the object");
        }
        return fields;
    }

    private Value value() {
        if (!skips('[')) {
            return new Value(List.of(string()), false);
        }
        List<String> strings = new ArrayList<>();
        if (!skips(']')) {
            do {
                strings.add(string());
            } while (skips(','));
            expect(']');
        }
        return new Value(List.copyOf(strings), true);
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = next("a closing quote");
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                at--;
                throw broken("an unescaped control character");
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next("an escape");
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw broken("the unknown escape \\" + c);
            }
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = next("four hexadecimal digits");
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                at--;
                throw broken("'" + c + "' where a hexadecimal digit belongs");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private char next(String wanted) {
        if (at >= text.length()) {
            throw broken("the end where " + wanted + " belongs");
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) {
        space();
        char c = next("'" + wanted + "'");
        if (c != wanted) {
            at--;
            throw broken("'" + c + "' where '" + wanted + "' belongs");
        }
    }

    private boolean skips(char c) {
        space();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException broken(String what) {
        return new IllegalArgumentException("text is no event: " + what + " at column " + (at + 1));
    }
}
