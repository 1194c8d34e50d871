package com.allodoc.ops.exporter.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of one target from several places: an address, single fields, variables. The same setting from two
 * places with different values is a problem. Not thread-safe.
 */
final class Settings {
    private record Setting(String value, Origin origin) {}

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private boolean failed;

    void put(String key, String value, Origin origin) {
        Setting before = settings.putIfAbsent(key, new Setting(value, origin));
        if (before != null && !before.value().equals(value)) {
            fail(origin, "gives another \"" + key + "\" than " + before.origin().path() + "; keep one of them");
        }
    }

    /** For a setting that loses against any other of the same key. */
    void putIfAbsent(String key, String value, Origin origin) {
        settings.putIfAbsent(key, new Setting(value, origin));
    }

    boolean has(String key) {
        return settings.containsKey(key);
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(settings.get(key)).map(Setting::value);
    }

    /** What {@code parser} makes of it; its IllegalArgumentException becomes a problem of the place it came from. */
    <T> Optional<T> parse(String key, Function<String, T> parser) {
        Setting setting = settings.get(key);
        if (setting == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(setting.value()));
        } catch (IllegalArgumentException e) {
            fail(setting.origin(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Notes a problem, after which no target is built. */
    void fail(Origin origin, String message) {
        failed = true;
        origin.problem(message);
    }

    boolean isFailed() {
        return failed;
    }
}
