package com.allodoc.ops.exporter.postgres;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.util.PGInterval;

/**
 * Reads a column as a number. Chosen once per result by the column's type. Times are seconds since 1970, intervals are
 * seconds, true is 1. A NULL gives any number: ask {@link ResultSet#wasNull()}.
 */
@FunctionalInterface
interface PgNumber {
    double SECONDS_PER_DAY = 86_400;

    /** As {@code extract(epoch from interval)} has it. */
    double DAYS_PER_YEAR = 365.25;

    double DAYS_PER_MONTH = 30;

    double read(ResultSet rows, int column) throws SQLException;

    /** Whether a value is as long as its type says, so that none can be longer than expected. */
    default boolean hasFixedLength() {
        return false;
    }

    /** The reader for a column of a result. */
    static PgNumber of(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        Optional<PgNumber> binary = PgBinary.find(rows, columns, column);
        return binary.isPresent() ? binary.get() : ofText(rows, columns, column);
    }

    private static PgNumber ofText(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> new PgWhole();
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL -> ResultSet::getDouble;
            case Types.BIT, Types.BOOLEAN -> (row, i) -> row.getBoolean(i) ? 1 : 0;
            case Types.DATE -> PgNumber::day;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                isWithZone(rows, column) ? PgNumber::instant : PgNumber::local;
            default -> PgNumber::other;
        };
    }

    /** The name of the type would be asked of the server, with each result anew. */
    private static boolean isWithZone(ResultSet rows, int column) {
        return rows instanceof PgResultSet driver && driver.getColumnOID(column) == Oid.TIMESTAMPTZ;
    }

    /** A text that stands for a number; any other one is a failure, because a NaN would hide it. */
    static PgNumber mapped(Map<String, Double> numbers) {
        Map<String, Double> known = Map.copyOf(numbers);
        return (rows, column) -> {
            String text = rows.getString(column);
            if (text == null) {
                return 0;
            }
            Double number = known.get(text);
            if (number == null) {
                throw new SQLDataException("column \"" + rows.getMetaData().getColumnLabel(column)
                        + "\" holds text that the mapping lacks");
            }
            return number;
        };
    }

    private static double instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime at = rows.getObject(column, OffsetDateTime.class);
        if (at == null) {
            return 0;
        }
        if (at.equals(OffsetDateTime.MAX) || at.equals(OffsetDateTime.MIN)) {
            return infinite(at.equals(OffsetDateTime.MAX));
        }
        return seconds(at);
    }

    private static double seconds(OffsetDateTime at) {
        return at.toEpochSecond() + at.getNano() / 1e9;
    }

    /** Without a zone it is taken for UTC, as PostgreSQL itself does for the epoch. */
    private static double local(ResultSet rows, int column) throws SQLException {
        LocalDateTime at = rows.getObject(column, LocalDateTime.class);
        if (at == null) {
            return 0;
        }
        if (at.equals(LocalDateTime.MAX) || at.equals(LocalDateTime.MIN)) {
            return infinite(at.equals(LocalDateTime.MAX));
        }
        return seconds(at.atOffset(ZoneOffset.UTC));
    }

    private static double day(ResultSet rows, int column) throws SQLException {
        LocalDate at = rows.getObject(column, LocalDate.class);
        if (at == null) {
            return 0;
        }
        if (at.equals(LocalDate.MAX) || at.equals(LocalDate.MIN)) {
            return infinite(at.equals(LocalDate.MAX));
        }
        return at.toEpochDay() * SECONDS_PER_DAY;
    }

    private static double infinite(boolean positive) {
        return positive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    private static double other(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof PGInterval interval) {
            return seconds(interval);
        }
        return parse(rows.getString(column), rows, column);
    }

    static double seconds(PGInterval interval) {
        double days = interval.getYears() * DAYS_PER_YEAR + interval.getMonths() * DAYS_PER_MONTH + interval.getDays();
        double hours = interval.getHours() + interval.getMinutes() / 60.0;
        return days * SECONDS_PER_DAY + hours * 3600 + interval.getSeconds();
    }

    private static double parse(@Nullable String text, ResultSet rows, int column) throws SQLException {
        if (text == null) {
            return 0;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            // Without the value, which may be anything, and without the exception, which quotes it.
            throw new SQLDataException(
                    "column \"" + rows.getMetaData().getColumnLabel(column) + "\" holds text that is no number");
        }
    }
}
