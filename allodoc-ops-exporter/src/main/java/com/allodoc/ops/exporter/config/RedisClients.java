package com.allodoc.ops.exporter.config;

import java.util.Locale;

/** How much of every client of a Redis server is shown. */
public enum RedisClients {
    /** Nothing. */
    NONE,
    /** Its number, its name and what it costs. */
    NAMES,
    /** Its address and its user too. */
    HOSTS,
    /** Its port too, a new series for every connection. */
    PORTS;

    static RedisClients parse(String text) {
        for (RedisClients choice : values()) {
            if (choice.toString().equals(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("expected none, names, hosts or ports");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
