package com.allodoc.ops.exporter.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A key, or a pattern of keys, in a database. Immutable.
 *
 * @param database its number
 * @param text the key, or a pattern as SCAN has it
 */
public record KeySpec(int database, String text) {

    public KeySpec {
        if (database < 0) {
            throw new IllegalArgumentException("database must not be negative: " + database);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text must not be empty");
        }
    }

    /**
     * Reads redis_exporter's form: {@code carts:*}, or {@code db3=carts:*}. What stands for itself otherwise, a comma or
     * an equals sign, is written percent-encoded.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static KeySpec parse(String text) {
        int equals = text.indexOf('=');
        String key = decode(text.substring(equals + 1).strip());
        if (equals < 0) {
            return new KeySpec(0, key);
        }
        String database = text.substring(0, equals).strip();
        String number = database.startsWith("db") ? database.substring(2) : database;
        if (number.isEmpty() || number.length() > 6 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("expected a key, or a database and a key such as db3=carts:*");
        }
        return new KeySpec(Integer.parseInt(number), key);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("two hexadecimal digits are expected after %; write %25 for %");
            }
            decoded.write(high * 16 + low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Whether it stands for several keys. */
    public boolean isPattern() {
        return text.chars().anyMatch(c -> "?*[]^".indexOf(c) >= 0);
    }

    /** The label {@code db}: {@code db0}. */
    String label() {
        return "db" + database;
    }
}
