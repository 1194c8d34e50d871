package com.allodoc.ops.exporter.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Major versions of a server, half-open: from {@code since} on, without {@code before}. Immutable.
 */
public record ServerVersions(int since, int before) {
    public static final ServerVersions ALL = new ServerVersions(0, Integer.MAX_VALUE);

    private static final Pattern CONDITION = Pattern.compile("(>=|<=|>|<|=|==)?\\s*v?(\\d{1,4})((?:\\.\\d{1,4}){0,2})");

    public ServerVersions {
        if (since < 0 || before <= since) {
            throw new IllegalArgumentException("before must be above since");
        }
    }

    /**
     * The form of postgres_exporter, {@code >=10.0.0 <14.0.0}, as far as major versions go: the conditions of a minor
     * version count for the whole of its major one.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static ServerVersions parse(String range) {
        int since = 0;
        int before = Integer.MAX_VALUE;
        Matcher condition = CONDITION.matcher(range);
        int at = 0;
        while (at < range.length()) {
            if (!condition.find(at) || !range.substring(at, condition.start()).isBlank()) {
                throw new IllegalArgumentException("expected versions such as >=13.0.0 <17.0.0");
            }
            at = condition.end();
            String operator = condition.group(1) == null ? "=" : condition.group(1);
            int major = Integer.parseInt(condition.group(2));
            boolean isStart = condition.group(3).matches("[.0]*");
            switch (operator) {
                case ">=", ">" -> since = Math.max(since, major);
                case "<" -> before = Math.min(before, isStart ? major : major + 1);
                case "<=" -> before = Math.min(before, major + 1);
                default -> {
                    since = Math.max(since, major);
                    before = Math.min(before, major + 1);
                }
            }
        }
        return new ServerVersions(since, before);
    }
}
