package com.allodoc.ops.exporter.config;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A key, or a pattern of keys as SCAN has it, in a database. Immutable.
 *
 * @param database its number
 * @param key the key or the pattern
 */
public record RedisKey(int database, String key) {
    private static final String EXPECTED = "expected a key or pattern such as carts:*, or db3=carts:*";

    public RedisKey {
        if (database < 0 || key.isEmpty()) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /**
     * Reads redis_exporter's form. An equals sign, a comma or a percent sign that belongs to the key is written
     * percent-encoded.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RedisKey parse(String text) {
        int equals = text.indexOf('=');
        String key = Percent.decode(text.substring(equals + 1).strip());
        if (equals < 0) {
            return new RedisKey(0, key);
        }
        String database = text.substring(0, equals).strip();
        String number = database.startsWith("db") ? database.substring(2) : database;
        if (number.isEmpty() || number.length() > 6 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new RedisKey(Integer.parseInt(number), key);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("db").append(database).append('=');
        for (byte b : key.getBytes(UTF_8)) {
            if (b <= ' ' || "%=,".indexOf(b) >= 0) {
                text.append('%').append(String.format("%02X", b & 0xff));
            } else {
                text.append((char) b);
            }
        }
        return text.toString();
    }
}
