package com.allodoc.ops.exporter.postgres.query;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of a statement's text. PostgreSQL replaces the constants of queries by parameters, but not those of
 * other commands, such as a password in {@code ALTER ROLE}: of these only the first word is shown. It also forgets to in
 * rare cases, after an entry was thrown out: so a number left is hidden, and the text ends where a string begins.
 * Comments, which may hold anything, are left out.
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
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w$\"])\\d[\\w.]*");
    private static final Pattern FROM_STRING_ON = Pattern.compile("(?:'|\\$(?!\\d)\\w*\\$).*");

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
        String bare =
                NUMBER.matcher(FROM_STRING_ON.matcher(line).replaceAll("...")).replaceAll("?");
        return bare.length() <= LENGTH ? bare : bare.substring(0, cut(bare));
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
