package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as compose files and runbooks have them: {@code 512m}, {@code 512MB}, {@code 2GiB}; every unit is a power of 1024. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([kmgt]?)(i?b)?", Pattern.CASE_INSENSITIVE);
    private static final List<String> UNITS = List.of("", "k", "m", "g", "t");

    private ByteSize() {}

    /** @throws IllegalArgumentException when it is something else */
    static long parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a size such as 512MB or 2GB");
        }
        int power = UNITS.indexOf(parts.group(2).toLowerCase(Locale.ROOT));
        return Long.parseLong(parts.group(1)) << (10 * power);
    }

    /** The shortest exact form that {@link #parse(String)} reads. */
    static String format(long bytes) {
        int power = 0;
        long rest = bytes;
        while (rest > 0 && rest % 1024 == 0 && power < UNITS.size() - 1) {
            rest /= 1024;
            power++;
        }
        return power == 0 ? Long.toString(rest) : rest + UNITS.get(power).toUpperCase(Locale.ROOT) + "iB";
    }
}
