package com.allodoc.ops.exporter.postgres;

/** What a query's answer is about. */
public enum PgScope {
    /** The same from every database of a server: ask once per server. */
    SERVER,
    /** Only about the database that the connection is in: ask in each. */
    DATABASE
}
