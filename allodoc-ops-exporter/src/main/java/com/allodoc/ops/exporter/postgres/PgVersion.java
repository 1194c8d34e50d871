package com.allodoc.ops.exporter.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of its version. Immutable.
 *
 * @param text all of {@code version()}
 * @param number {@code server_version_num}: 180006 is 18.6
 */
public record PgVersion(String text, int number) {
    private static final Pattern IN_TEXT = Pattern.compile("^\\w+ (\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    /** The number that views differ by: 18. */
    public int major() {
        return number / 10_000;
    }

    /** In three parts, as postgres_exporter's label {@code short_version} has it: {@code 18.6.0}. */
    public String shortText() {
        Matcher matcher = IN_TEXT.matcher(text);
        if (!matcher.find()) {
            return major() + "." + number % 10_000 + ".0";
        }
        return matcher.group(1) + '.' + orZero(matcher, 2) + '.' + orZero(matcher, 3);
    }

    private static String orZero(Matcher matcher, int group) {
        String part = matcher.group(group);
        return part == null ? "0" : part;
    }

    /** Whether the server notices by itself, in the middle of a query, that its client is gone. */
    boolean checksClient() {
        return major() >= 14 && text.contains("linux");
    }
}
