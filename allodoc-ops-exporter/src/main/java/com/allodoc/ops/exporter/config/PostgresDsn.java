package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection string in one of libpq's forms or in Java's, as a map from its names to values. Source: "Connection Strings" in
 * PostgreSQL's libpq documentation, and conninfo_parse of its fe-connect.c. No message repeats any of the text.
 */
final class PostgresDsn {
    private static final String JDBC = "jdbc:postgresql:";
    private static final Pattern URI = Pattern.compile("(?:jdbc:postgresql|postgres(?:ql)?)://");

    private PostgresDsn() {}

    /** @throws IllegalArgumentException when it can't be understood */
    static Map<String, String> parse(String dsn) {
        String text = dsn.strip();
        Matcher uri = URI.matcher(text);
        if (uri.lookingAt()) {
            return PostgresUri.parse(text.substring(uri.end()));
        }
        if (text.startsWith(JDBC)) {
            // Java's short form, jdbc:postgresql:database, is a database of this machine.
            return PostgresUri.parse('/' + text.substring(JDBC.length()));
        }
        if (text.startsWith("jdbc:")) {
            throw new IllegalArgumentException("is a JDBC URL of another product; write jdbc:postgresql://.. or"
                    + " postgresql://user:password@host:5432/database");
        }
        return parseKeywords(text);
    }

    /** {@code host=db user='a b' password=x\ y} */
    private static Map<String, String> parseKeywords(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = skipSpace(text, 0);
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && text.charAt(at) != '=' && !isSpace(text.charAt(at))) {
                at++;
            }
            String name = text.substring(start, at);
            at = skipSpace(text, at);
            if (at >= text.length() || text.charAt(at) != '=' || name.isEmpty()) {
                throw new IllegalArgumentException("setting " + (values.size() + 1) + " is not name=value; write"
                        + " host=.. user=.. or postgresql://.., and quote values with spaces: password='..'");
            }
            StringBuilder value = new StringBuilder();
            at = readValue(text, skipSpace(text, at + 1), value);
            values.put(name, value.toString());
            at = skipSpace(text, at);
        }
        return values;
    }

    private static int readValue(String text, int from, StringBuilder value) {
        int at = from;
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        if (quoted) {
            at++;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quoted ? c == '\'' : isSpace(c)) {
                return at;
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            } else if (c == '\\') {
                break;
            }
            value.append(c);
        }
        if (quoted) {
            throw new IllegalArgumentException("a value starts with a quote ' that is not closed");
        }
        return at;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /**
     * The connection strings of a list. A comma separates only where another one starts after it, so that a comma in a
     * password, which breaks the list of postgres_exporter, mostly does no harm; in quotes or as %2C it never does.
     */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean isUri = URI.matcher(list.stripLeading()).lookingAt();
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '\\' && !isUri) {
                i++;
            } else if (c == '\'' && !isUri) {
                quoted = !quoted;
            } else if (c == ',' && !quoted && startsAnother(list, i + 1)) {
                parts.add(list.substring(start, i).strip());
                start = i + 1;
                isUri = URI.matcher(list.substring(start).stripLeading()).lookingAt();
            }
        }
        parts.add(list.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static boolean startsAnother(String list, int from) {
        String rest = list.substring(from).stripLeading();
        return rest.isEmpty() || URI.matcher(rest).lookingAt() || LibpqNames.startsWithName(rest);
    }
}
