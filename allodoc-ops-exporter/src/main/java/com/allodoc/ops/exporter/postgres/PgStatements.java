package com.allodoc.ops.exporter.postgres;

import java.sql.SQLException;
import org.postgresql.core.Parser;

/** What the driver would make of a text: it splits it at semicolons and sends the statements one by one. */
final class PgStatements {
    private static final String SYNTAX_ERROR = "42601";

    private PgStatements() {}

    /**
     * Refuses several statements, the first of which might end the read-only transaction that the second is to run in.
     *
     * @throws SQLException as for a syntax error
     */
    static void requireSingle(String sql) throws SQLException {
        int statements =
                Parser.parseJdbcSql(sql, true, true, true, false, false).size();
        if (statements != 1) {
            throw new SQLException("a query must be one statement, and this is " + statements, SYNTAX_ERROR);
        }
    }
}
