package com.allodoc.ops.exporter.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as redis.conf and docker compose write them: {@code 512MB}, {@code 1GB}; each step is 1024. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kmgt]?)b?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

    private ByteSize() {}

    /** @throws IllegalArgumentException when it is something else */
    static long parse(String text) {
        Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a size such as 512MB or 1GB");
        }
        long number = Long.parseLong(parts.group(1));
        long bytes = number << SHIFTS.get(parts.group(2));
        if (bytes <= 0 || bytes >> SHIFTS.get(parts.group(2)) != number) {
            throw new IllegalArgumentException("the size must be above 0 and below 8EB");
        }
        return bytes;
    }

    /** The shortest form that {@link #parse(String)} reads. */
    static String format(long bytes) {
        for (String unit : new String[] {"t", "g", "m", "k"}) {
            int shift = SHIFTS.get(unit);
            if (bytes >> shift << shift == bytes) {
                return (bytes >> shift) + unit.toUpperCase(Locale.ROOT) + "B";
            }
        }
        return bytes + "B";
    }
}
