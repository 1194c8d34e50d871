package com.allodoc.ops.exporter.postgres;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which databases of a server the database-scoped collectors are asked in. Immutable.
 *
 * @param enabled whether all that the patterns allow, or only the one that is connected to
 * @param include whole names that are asked; all when empty
 * @param exclude whole names that are not, whatever {@code include} says
 * @param max how many at most in one scrape, in the order of their names
 * @param connections how many connections to the server at most, the first one included
 */
public record PgDiscovery(boolean enabled, List<Pattern> include, List<Pattern> exclude, int max, int connections) {

    /** Only the database that is connected to, as postgres_exporter does by default. */
    public static final PgDiscovery OFF = new PgDiscovery(false, List.of(), List.of(), 100, 10);

    public PgDiscovery {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1: " + max);
        }
        if (connections < 2) {
            throw new IllegalArgumentException("connections must be at least 2, one to the server and one to whichever"
                    + " database is asked: " + connections);
        }
    }

    /** Every database, within these limits. */
    public static PgDiscovery all(int max, int connections) {
        return new PgDiscovery(true, List.of(), List.of(), max, connections);
    }

    boolean wants(String database) {
        return (include.isEmpty() || matches(include, database)) && !matches(exclude, database);
    }

    private static boolean matches(List<Pattern> patterns, String database) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(database).matches()) {
                return true;
            }
        }
        return false;
    }
}
