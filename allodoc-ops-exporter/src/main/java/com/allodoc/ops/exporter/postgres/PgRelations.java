package com.allodoc.ops.exporter.postgres;

import java.util.List;

/**
 * Which tables and indexes of a database are on the page. Immutable.
 *
 * @param include regular expressions of PostgreSQL for all of {@code schema.table}; every table when empty
 * @param exclude regular expressions for what is left out, whatever {@code include} says
 * @param top how many of a collector's tables by activity, and as many by size, have series of their own, while the
 *     others are summed up under the name {@code other}; 0 for all
 */
public record PgRelations(List<String> include, List<String> exclude, int top) {

    /** All of them, as postgres_exporter has them. */
    public static final PgRelations ALL = new PgRelations(List.of(), List.of(), 0);

    private static final String NAME = "schemaname || '.' || relname";

    public PgRelations {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (top < 0) {
            throw new IllegalArgumentException("top must not be negative: " + top);
        }
    }

    /**
     * A query, of which only these rows are left. The server puts the condition inside, so that the size of a table that
     * nobody wants is not asked for.
     */
    String restrict(String sql) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return sql;
        }
        StringBuilder restricted =
                new StringBuilder("SELECT * FROM (").append(sql).append("\n) AS relations WHERE true");
        if (!include.isEmpty()) {
            restricted.append(" AND ").append(NAME).append(" ~ ").append(whole(include));
        }
        if (!exclude.isEmpty()) {
            restricted.append(" AND ").append(NAME).append(" !~ ").append(whole(exclude));
        }
        return restricted.toString();
    }

    /** One expression for any of them, as a literal that means the same whatever the session's settings are. */
    private static String whole(List<String> patterns) {
        String any = "^(?:" + String.join("|", patterns) + ")$";
        return " E'" + any.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
