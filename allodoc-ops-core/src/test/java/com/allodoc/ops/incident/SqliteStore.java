package com.allodoc.ops.incident;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A SQLite file as a data source that opens a new connection each time. */
final class SqliteStore {
    private SqliteStore() {}

    static DataSource at(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
