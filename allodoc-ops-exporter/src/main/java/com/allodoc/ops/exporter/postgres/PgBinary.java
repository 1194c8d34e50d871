package com.allodoc.ops.exporter.postgres;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.util.ByteConverter;

/**
 * Reads fractions and times from the bytes that the server sent in binary, without an object for each. Whole numbers
 * come as text, see {@link PgWhole}. Source: the receiving side of the types' {@code *send} functions in PostgreSQL's {@code src/backend/utils/adt}.
 */
final class PgBinary implements PgNumber {
    /** Of 2000-01-01, from where PostgreSQL counts, in seconds since 1970. */
    private static final long EPOCH_SECONDS = 946_684_800;

    private static final double MICROS = 1e6;

    private final Bytes bytes;

    private PgBinary(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Takes the bytes of a value that is not NULL. */
    @FunctionalInterface
    private interface Bytes {
        double read(byte[] value);
    }

    /** The reader of a column that came in binary and is of one of the types known here. */
    static Optional<PgNumber> find(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        boolean isBinary = columns instanceof PGResultSetMetaData formats
                && formats.getFormat(column) == Field.BINARY_FORMAT
                && rows instanceof PgResultSet;
        Bytes bytes = isBinary ? of(((PgResultSet) rows).getColumnOID(column)) : null;
        return bytes == null ? Optional.empty() : Optional.of(new PgBinary(bytes));
    }

    @Override
    public double read(ResultSet rows, int column) throws SQLException {
        byte[] value = rows.getBytes(column);
        return value == null ? 0 : bytes.read(value);
    }

    @Override
    public boolean hasFixedLength() {
        return true;
    }

    private static @Nullable Bytes of(int type) {
        return switch (type) {
            case Oid.FLOAT4 -> value -> ByteConverter.float4(value, 0);
            case Oid.FLOAT8 -> value -> ByteConverter.float8(value, 0);
            case Oid.TIMESTAMP, Oid.TIMESTAMPTZ -> value -> instant(ByteConverter.int8(value, 0));
            case Oid.DATE -> value -> day(ByteConverter.int4(value, 0));
            default -> null;
        };
    }

    /** Seconds and fraction apart, so that a time of today keeps its microseconds as exactly as a double can. */
    private static double instant(long micros) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        long perSecond = (long) MICROS;
        return Math.floorDiv(micros, perSecond) + EPOCH_SECONDS + Math.floorMod(micros, perSecond) / MICROS;
    }

    private static double day(int days) {
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            return days > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return days * PgNumber.SECONDS_PER_DAY + EPOCH_SECONDS;
    }
}
