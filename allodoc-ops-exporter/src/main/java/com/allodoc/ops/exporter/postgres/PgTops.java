package com.allodoc.ops.exporter.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The {@link PgTop}s of a target, which outlast its connections. Used by one thread at a time. */
final class PgTops {
    private final int size;
    private final Map<String, Map<PgTable, PgTop>> databases = new HashMap<>();

    /** @param size how many rows are kept by each measure; 0 for all */
    PgTops(int size) {
        this.size = size;
    }

    /** Whether all rows are kept, so that there is nothing to choose. */
    boolean areAll() {
        return size == 0;
    }

    PgTop of(String database, PgTable table) {
        return databases
                .computeIfAbsent(database, name -> new HashMap<>())
                .computeIfAbsent(table, definition -> new PgTop(size));
    }

    /** Forgets the databases that are not asked any more. */
    void keepOnly(Collection<String> names) {
        databases.keySet().retainAll(names);
    }
}
