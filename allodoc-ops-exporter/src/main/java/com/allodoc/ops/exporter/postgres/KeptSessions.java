package com.allodoc.ops.exporter.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections to the databases of one server that stay open from scrape to scrape: so many that, with the one to the
 * server and the one that all other databases share, there are never more than allowed. Used by one thread at a time.
 */
final class KeptSessions {
    private final int connections;
    private final Map<String, PgSession> sessions = new HashMap<>();
    private int places;

    /** @param connections how many there may be, the one to the server included */
    KeptSessions(int connections) {
        this.connections = connections;
    }

    /**
     * Closes those of all other databases, where they would only be in the way of whoever drops one, and makes the places
     * for these: one is left for the databases that have none.
     */
    void keepOnly(Collection<String> databases) {
        Set<String> wanted = new HashSet<>(databases);
        for (String database : new ArrayList<>(sessions.keySet())) {
            if (!wanted.contains(database)) {
                take(database).ifPresent(PgSession::close);
            }
        }
        int others = connections - 1;
        places = databases.size() <= others ? others : others - 1;
        while (sessions.size() > places) {
            take(sessions.keySet().iterator().next()).ifPresent(PgSession::close);
        }
    }

    /** The session of a database, which from then on is the caller's, if there is a good one. */
    Optional<PgSession> take(String database) {
        PgSession session = sessions.remove(database);
        if (session == null) {
            return Optional.empty();
        }
        if (!session.isAlive() || session.isWornOut()) {
            session.close();
            return Optional.empty();
        }
        return Optional.of(session);
    }

    /** Keeps it if it is alive and there is a place, or else closes it. */
    void putOrClose(String database, PgSession session) {
        if (session.isAlive() && sessions.size() < places) {
            sessions.put(database, session);
        } else {
            session.close();
        }
    }
}
