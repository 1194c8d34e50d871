package com.allodoc.ops.exporter.postgres.query;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of a statement's text. PostgreSQL replaces the constants of queries by parameters, but not those of
 * other commands, such as a password in {@code ALTER ROLE}: of these only the first word is shown. Comments, which may
 * hold anything, are left out.
 */
final class StatementText {

    /** As postgres_exporter has it. */
    static final int LENGTH = 120;

    private static final Set<String> PARAMETERIZED = Set.of("select", "insert", "update", "delete", "merge", "with");
    private static final Pattern LINE_COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern INNERMOST_COMMENT =
            Pattern.compile("/\\*(?:(?!/\\*|\\*/).)*+(?:\\*/|$)", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern AFTER_FIRST_WORD = Pattern.compile("[^A-Za-z].*", Pattern.DOTALL);

    private StatementText() {}

    static String shown(@Nullable String query) {
        if (query == null) {
            return "";
        }
        String line = SPACE.matcher(withoutComments(query)).replaceAll(" ").strip();
        String first = AFTER_FIRST_WORD.matcher(line.replaceAll("^\\(+ ?", "")).replaceAll("");
        if (!PARAMETERIZED.contains(first.toLowerCase(Locale.ROOT))) {
            return first + " ...";
        }
        return line.length() <= LENGTH ? line : line.substring(0, cut(line));
    }

    /** Comments may be nested; the end of the outermost may be cut off. */
    private static String withoutComments(String query) {
        String before = LINE_COMMENT.matcher(query).replaceAll(" ");
        String after = INNERMOST_COMMENT.matcher(before).replaceAll(" ");
        while (!after.equals(before)) {
            before = after;
            after = INNERMOST_COMMENT.matcher(before).replaceAll(" ");
        }
        return after;
    }

    /** Not in the middle of a character. */
    private static int cut(String line) {
        return Character.isHighSurrogate(line.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    }
}
