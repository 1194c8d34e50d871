package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The keys of a Redis target that say what is read beyond what every server gives. */
final class RedisOptionsSection {
    private RedisOptionsSection() {}

    static Optional<RedisOptions> decode(YamlObject entry) {
        RedisOptions standard = RedisOptions.DEFAULT;
        Optional<String> configCommand =
                entry.take("configCommand").flatMap(YamlValue::text).or(standard::configCommand);
        boolean allConfig = bool(entry, "allConfig", standard.allConfig());
        RedisClients clients =
                entry.take("clients").flatMap(v -> v.parse(RedisClients::parse)).orElse(standard.clients());
        boolean rdbFile = bool(entry, "rdbFile", standard.rdbFile());
        Optional<String> searchIndexes =
                entry.take("searchIndexes").flatMap(v -> v.parse(RedisOptionsSection::checkPattern));
        List<RedisScriptFile> scripts = new ArrayList<>();
        entry.take("scripts")
                .ifPresent(v -> v.list().forEach(item -> script(item).ifPresent(scripts::add)));
        long memoryBudget = entry.take("memoryBudget")
                .flatMap(v -> v.parse(ByteSize::parse))
                .orElse(standard.memoryBudget());
        RedisKeyOptions keys = entry.take("keys")
                .flatMap(YamlValue::object)
                .flatMap(RedisOptionsSection::keys)
                .orElse(standard.keys());
        CollectorSelection collectors = CollectorsSection.decode(entry, "redis");
        try {
            return Optional.of(new RedisOptions(
                    configCommand.filter(command -> !command.equals("-")),
                    allConfig,
                    clients,
                    rdbFile,
                    searchIndexes,
                    scripts,
                    memoryBudget,
                    keys,
                    collectors));
        } catch (IllegalArgumentException e) {
            entry.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<RedisScriptFile> script(YamlValue item) {
        return item.file().flatMap(file -> item.parse(text -> RedisScriptFile.read(file)));
    }

    static String checkPattern(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a regular expression: " + e.getDescription(), e);
        }
    }

    private static Optional<RedisKeyOptions> keys(YamlObject object) {
        RedisKeyOptions standard = RedisKeyOptions.DEFAULT;
        List<RedisKey> check = list(object, "check", RedisKey::parse);
        List<RedisKey> count = list(object, "count", RedisKey::parse);
        List<RedisKey> streams = list(object, "streams", RedisKey::parse);
        List<String> groups = list(object, "groups", Function.identity());
        int maxGroups = number(object, "maxGroups", standard.maxGroups());
        boolean consumers = bool(object, "consumers", standard.consumers());
        boolean textValues = bool(object, "textValues", standard.textValues());
        int maxKeys = number(object, "maxKeys", standard.maxKeys());
        boolean replica = bool(object, "replica", standard.replica());
        int batch = number(object, "batch", standard.batch());
        int keysPerMinute = number(object, "keysPerMinute", standard.keysPerMinute());
        var timePerMinute =
                object.take("timePerMinute").flatMap(YamlValue::duration).orElse(standard.timePerMinute());
        var interval = object.take("interval").flatMap(YamlValue::duration).orElse(standard.interval());
        boolean fromRequest = bool(object, "fromRequest", standard.fromRequest());
        object.finish();
        try {
            return Optional.of(new RedisKeyOptions(
                    check,
                    count,
                    streams,
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
                    fromRequest));
        } catch (IllegalArgumentException e) {
            object.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static <T> List<T> list(YamlObject object, String key, Function<String, T> parser) {
        List<T> items = new ArrayList<>();
        object.take(key)
                .ifPresent(v -> v.list().forEach(item -> item.parse(parser).ifPresent(items::add)));
        return items;
    }

    private static boolean bool(YamlObject object, String key, boolean standard) {
        return object.take(key).flatMap(YamlValue::bool).orElse(standard);
    }

    private static int number(YamlObject object, String key, int standard) {
        return object.take(key)
                .flatMap(v -> v.parse(RedisOptionsSection::number))
                .orElse(standard);
    }

    static int number(String text) {
        if (text.length() > 9 || text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("expected a whole number below 1000000000");
        }
        return Integer.parseInt(text);
    }

    /** What {@link #decode} reads, all of it. */
    static Map<String, Object> write(RedisOptions options) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("memoryBudget", ByteSize.format(options.memoryBudget()));
        entry.put("configCommand", options.configCommand().orElse("-"));
        entry.put("allConfig", options.allConfig());
        entry.put("clients", options.clients().toString());
        entry.put("rdbFile", options.rdbFile());
        options.searchIndexes().ifPresent(pattern -> entry.put("searchIndexes", pattern));
        entry.put(
                "scripts",
                options.scripts().stream()
                        .map(script -> script.file().toString())
                        .toList());
        RedisKeyOptions keys = options.keys();
        Map<String, Object> work = new LinkedHashMap<>();
        work.put("check", keys.check().stream().map(RedisKey::toString).toList());
        work.put("count", keys.count().stream().map(RedisKey::toString).toList());
        work.put("streams", keys.streams().stream().map(RedisKey::toString).toList());
        work.put("groups", keys.groups());
        work.put("maxGroups", keys.maxGroups());
        work.put("consumers", keys.consumers());
        work.put("textValues", keys.textValues());
        work.put("maxKeys", keys.maxKeys());
        work.put("replica", keys.replica());
        work.put("batch", keys.batch());
        work.put("keysPerMinute", keys.keysPerMinute());
        work.put("timePerMinute", DurationText.format(keys.timePerMinute()));
        work.put("interval", DurationText.format(keys.interval()));
        work.put("fromRequest", keys.fromRequest());
        entry.put("keys", work);
        entry.put(
                "collectors", Map.of("disable", List.copyOf(options.collectors().disable())));
        return entry;
    }
}
