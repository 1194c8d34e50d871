package com.allodoc.ops.exporter.postgres.query;

/** Whose statement it is: a row of pg_stat_statements, but for whether it was the client's own or inside a function. */
record StatementKey(String user, String datname, long queryid) implements Comparable<StatementKey> {

    @Override
    public int compareTo(StatementKey other) {
        int order = Long.compare(queryid, other.queryid);
        if (order == 0) {
            order = datname.compareTo(other.datname);
        }
        return order == 0 ? user.compareTo(other.user) : order;
    }
}
