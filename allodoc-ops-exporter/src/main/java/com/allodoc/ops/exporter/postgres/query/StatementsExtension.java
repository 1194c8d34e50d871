package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.postgres.PgSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The extension pg_stat_statements as a database has it: it may be in any schema and older than its server. Immutable.
 *
 * @param schema as SQL writes it
 * @param release the second part of its version: 10 of 1.10
 */
record StatementsExtension(String schema, int release) {
    /** Of PostgreSQL 13: planning and executing apart, and WAL. */
    private static final int OLDEST = 8;

    private static final int TIMES_BY_KIND = 11;

    private static final String FIND = """
            SELECT quote_ident(n.nspname), split_part(e.extversion, '.', 2)
            FROM pg_extension e
            JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = 'pg_stat_statements'
            """;

    static Optional<StatementsExtension> find(PgSession session, Deadline deadline) throws SQLException {
        return session.query(FIND, deadline, StatementsExtension::read);
    }

    private static Optional<StatementsExtension> read(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.of(new StatementsExtension(rows.getString(1), rows.getInt(2))) : Optional.empty();
    }

    /** Whether it has the columns asked for; an upgraded server may have an older one. */
    boolean isReadable() {
        return release >= OLDEST;
    }

    /** The columns of a key and then those of {@link StatementMeasure}. The texts are not asked for, nor read. */
    String numbers() {
        String kind = release >= TIMES_BY_KIND ? "shared_" : "";
        return """
               SELECT pg_get_userbyid(s.userid), d.datname, s.queryid,
                      s.total_exec_time / 1000, s.calls, s.rows, s.shared_blks_read, s.temp_blks_written,
                      s.wal_bytes::float8, s.shared_blks_hit, s.%1$sblk_read_time / 1000, s.%1$sblk_write_time / 1000
               FROM %2$s.pg_stat_statements(false) s
               JOIN pg_database d ON d.oid = s.dbid
               WHERE s.queryid IS NOT NULL
               """.formatted(kind, schema);
    }

    /**
     * Number and text of the statements with these numbers.
     *
     * @param queryids separated by commas
     * @param length of each text at most
     */
    String texts(String queryids, int length) {
        return """
               SELECT DISTINCT ON (queryid) queryid, left(query, %d)
               FROM %s.pg_stat_statements(true)
               WHERE queryid IN (%s)
               """.formatted(length, schema, queryids);
    }

    static String missing(PgSession session) {
        return "the extension pg_stat_statements is not in this database of " + session.server()
                + "; make it with: CREATE EXTENSION pg_stat_statements";
    }

    static String tooOld(PgSession session) {
        return "pg_stat_statements of " + session.server()
                + " is older than 1.8; renew it with: ALTER EXTENSION pg_stat_statements UPDATE";
    }

    /** There, but its library is not: object not in prerequisite state. */
    static boolean isNotLoaded(SQLException e) {
        return "55000".equals(e.getSQLState());
    }

    static String notLoaded(PgSession session) {
        return "pg_stat_statements is not loaded at " + session.server()
                + "; put it into shared_preload_libraries and restart the server";
    }
}
