package com.allodoc.ops.exporter.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The variables of redis_exporter that say what is read from the server. */
final class RedisOptionVariables {
    private static final String PREFIX = "REDIS_EXPORTER_";

    private final Environment environment;
    private final Problems problems;

    RedisOptionVariables(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    boolean isCluster() {
        return is("IS_CLUSTER");
    }

    Optional<RedisOptions> decode() {
        RedisKeyOptions standard = RedisKeyOptions.DEFAULT;
        List<RedisKey> check = list("CHECK_KEYS", RedisKey::parse);
        check.addAll(list("CHECK_SINGLE_KEYS", RedisKey::parse));
        List<RedisKey> streams = list("CHECK_STREAMS", RedisKey::parse);
        streams.addAll(list("CHECK_SINGLE_STREAMS", RedisKey::parse));
        try {
            RedisKeyOptions keys = new RedisKeyOptions(
                    check,
                    list("COUNT_KEYS", RedisKey::parse),
                    streams,
                    list("CHECK_KEY_GROUPS", Function.identity()),
                    number("MAX_DISTINCT_KEY_GROUPS", standard.maxGroups()),
                    !is("STREAMS_EXCLUDE_CONSUMER_METRICS"),
                    standard.textValues(),
                    standard.maxKeys(),
                    standard.replica(),
                    Math.min(number("CHECK_KEYS_BATCH_SIZE", standard.batch()), standard.batch()),
                    standard.keysPerMinute(),
                    standard.timePerMinute(),
                    standard.interval(),
                    standard.fromRequest());
            String command = environment.nonEmpty(PREFIX + "CONFIG_COMMAND").orElse("CONFIG");
            return Optional.of(new RedisOptions(
                    Optional.of(command).filter(name -> !name.equals("-")),
                    is("INCL_CONFIG_METRICS"),
                    clients(),
                    is("INCL_RDB_FILE_SIZE_METRIC"),
                    searchIndexes(),
                    list("SCRIPT", text -> RedisScriptFile.read(Path.of(text))),
                    RedisOptions.DEFAULT.memoryBudget(),
                    keys,
                    RedisOptions.DEFAULT.collectors()));
        } catch (IllegalArgumentException e) {
            problems.add(0, PREFIX + "*", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private RedisClients clients() {
        if (!is("EXPORT_CLIENT_LIST")) {
            return RedisClients.NONE;
        }
        return is("EXPORT_CLIENT_PORT") ? RedisClients.PORTS : RedisClients.NAMES;
    }

    private Optional<String> searchIndexes() {
        return is("INCL_SEARCH_INDEXES_METRICS")
                ? parse("CHECK_SEARCH_INDEXES", RedisOptionsSection::checkPattern)
                        .or(() -> Optional.of(".*"))
                : Optional.empty();
    }

    private boolean is(String name) {
        return environment
                .nonEmpty(PREFIX + name)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    private int number(String name, int standard) {
        return parse(name, RedisOptionsSection::number).orElse(standard);
    }

    private <T> List<T> list(String name, Function<String, T> parser) {
        return parse(
                        name,
                        text -> Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(item -> !item.isEmpty())
                                .map(parser)
                                .toList())
                .map(ArrayList::new)
                .orElseGet(ArrayList::new);
    }

    private <T> Optional<T> parse(String name, Function<String, T> parser) {
        try {
            return environment.nonEmpty(PREFIX + name).map(parser);
        } catch (IllegalArgumentException e) {
            problems.add(0, PREFIX + name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
