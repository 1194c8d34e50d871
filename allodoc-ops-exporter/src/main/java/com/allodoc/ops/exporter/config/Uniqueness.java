package com.allodoc.ops.exporter.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Finds targets of one source that can't be told apart: their series would carry the same labels. Not thread-safe. */
final class Uniqueness {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> servers = new HashMap<>();

    /** Notes a problem of {@code origin} when its name or server was seen before. */
    void check(Origin origin, String name, String server) {
        String sameServer = servers.putIfAbsent(server.toLowerCase(Locale.ROOT), origin.path());
        if (sameServer != null) {
            origin.problem("is the same server as " + sameServer + " (" + server + "), so its series would be there"
                    + " twice; one target is one server, so remove one of them");
            return;
        }
        String sameName = names.putIfAbsent(name.toLowerCase(Locale.ROOT), origin.path());
        if (sameName != null) {
            origin.problem("has the same name as " + sameName + " (" + name + "); give each target its own name");
        }
    }
}
