package com.allodoc.ops.exporter.postgres;

import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PGInterval;

/** Durations as postgres_exporter's usage DURATION takes them: intervals, and texts as Go writes them, {@code 1h2m3.5s}. */
final class PgDurationText {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|\u00b5s|ms|s|m|h)");
    private static final Map<String, Double> MILLISECONDS =
            Map.of("ns", 1e-6, "us", 1e-3, "\u00b5s", 1e-3, "ms", 1.0, "s", 1000.0, "m", 60_000.0, "h", 3_600_000.0);

    private PgDurationText() {}

    static double milliseconds(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return 0;
        }
        if (value instanceof PGInterval interval) {
            return PgNumber.seconds(interval) * 1000;
        }
        String text = value.toString();
        double sum = 0;
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        Matcher part = PART.matcher(text).region(at, text.length());
        while (part.lookingAt()) {
            sum += Double.parseDouble(part.group(1)) * MILLISECONDS.getOrDefault(part.group(2), 0.0);
            at = part.end();
            part.region(at, text.length());
        }
        if (at < text.length() || text.isEmpty()) {
            throw new SQLDataException(
                    "column \"" + rows.getMetaData().getColumnLabel(column) + "\" holds text that is no duration");
        }
        return text.startsWith("-") ? -sum : sum;
    }
}
