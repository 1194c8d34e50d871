package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What is read from the keys of a Redis server, in the background. Immutable.
 *
 * @param check keys and patterns whose sizes and numbers are shown
 * @param count patterns whose keys are counted
 * @param streams streams and patterns of streams
 * @param groups Lua patterns that put keys into groups
 * @param maxGroups groups shown in a database
 * @param consumers whether the consumers of streams are shown
 * @param textValues whether values that are no numbers become labels
 * @param maxKeys keys and streams shown at most
 * @param replica whether a replica is asked where there is one
 * @param batch keys that one command looks at
 * @param keysPerMinute keys looked at in a minute at most
 * @param timePerMinute the server's time in a minute at most
 * @param interval from the start of one pass to that of the next
 * @param fromRequest whether a probe may ask for keys of its own, as redis_exporter lets it
 */
public record RedisKeyOptions(
        List<RedisKey> check,
        List<RedisKey> count,
        List<RedisKey> streams,
        List<String> groups,
        int maxGroups,
        boolean consumers,
        boolean textValues,
        int maxKeys,
        boolean replica,
        int batch,
        int keysPerMinute,
        Duration timePerMinute,
        Duration interval,
        boolean fromRequest) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Nothing; and when there is something, gently. */
    public static final RedisKeyOptions DEFAULT = new RedisKeyOptions(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            100,
            true,
            false,
            1000,
            true,
            100,
            120_000,
            Duration.ofSeconds(3),
            Duration.ofMinutes(1),
            false);

    public RedisKeyOptions {
        check = List.copyOf(check);
        count = List.copyOf(count);
        streams = List.copyOf(streams);
        groups = List.copyOf(groups);
        requireNonNull(timePerMinute, "timePerMinute");
        require(maxGroups >= 1, "maxGroups must be at least 1");
        require(maxKeys >= 1, "maxKeys must be at least 1");
        require(batch >= 1 && batch <= 10_000, "batch must be from 1 to 10000");
        require(keysPerMinute >= 1, "keysPerMinute must be at least 1");
        require(
                timePerMinute.compareTo(Duration.ZERO) > 0 && timePerMinute.compareTo(MINUTE) <= 0,
                "timePerMinute must be above 0s and at most 1m");
        require(!interval.isNegative(), "interval must not be negative");
    }

    /** The same work on other keys. */
    public RedisKeyOptions asking(List<RedisKey> toCheck, List<RedisKey> toCount, List<RedisKey> streamsToCheck) {
        return new RedisKeyOptions(
                toCheck,
                toCount,
                streamsToCheck,
                groups,
                maxGroups,
                consumers,
                textValues,
                maxKeys,
                replica,
                batch,
                keysPerMinute,
                timePerMinute,
                interval,
                fromRequest);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
