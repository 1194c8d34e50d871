package com.allodoc.ops.exporter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads whole numbers from the digits that the server sent, without an object for each. As text a wide result
 * comes sooner than in binary, for which the server makes a buffer of a kilobyte for each value
 * ({@code pq_begintypsend}).
 */
final class PgWhole implements PgNumber {
    /** So many digits fit into a long whatever they are. */
    private static final int SURE_DIGITS = 18;

    @Override
    public double read(ResultSet rows, int column) throws SQLException {
        byte[] digits = rows.getBytes(column);
        if (digits == null) {
            return 0;
        }
        if (digits.length > SURE_DIGITS) {
            return (double) rows.getLong(column);
        }
        boolean isNegative = digits[0] == '-';
        long number = 0;
        for (int i = isNegative ? 1 : 0; i < digits.length; i++) {
            number = number * 10 + (digits[i] - '0');
        }
        return isNegative ? -number : number;
    }

    @Override
    public boolean hasFixedLength() {
        return true;
    }
}
