package com.allodoc.ops.check;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a {@link JdbcCheck} gets a connection: a pool's {@code getConnection}, or {@code DriverManager}. */
@FunctionalInterface
public interface ConnectionSource {

    /** A connection that the caller closes. */
    Connection open() throws SQLException;
}
