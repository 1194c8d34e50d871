package com.allodoc.ops.exporter.config;

import java.util.List;

/**
 * Where the text of a query stands, so that what the server says of a place in it can be told as a line and a column of
 * the file. Immutable.
 *
 * @param file as it was named
 * @param line of the first character of the text, from 1
 * @param columns how far each line of the text is indented in the file; the last one counts for the lines after it
 */
public record SqlOrigin(String file, int line, List<Integer> columns) {

    public SqlOrigin {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("columns must have an indentation for the first line");
        }
    }

    /**
     * A problem of the query.
     *
     * @param position a character of the text, from 1, as PostgreSQL counts; 0 when it is about all of it
     */
    public Problem problem(String path, String sql, int position, String message) {
        if (position < 1) {
            return new Problem(file, line, 0, path, message);
        }
        int end = sql.offsetByCodePoints(0, Math.min(position - 1, sql.codePointCount(0, sql.length())));
        int row = (int) sql.substring(0, end).chars().filter(c -> c == '\n').count();
        int start = sql.lastIndexOf('\n', end - 1) + 1;
        int column = columns.get(Math.min(row, columns.size() - 1)) + sql.codePointCount(start, end) + 1;
        return new Problem(file, line + row, column, path, message);
    }
}
