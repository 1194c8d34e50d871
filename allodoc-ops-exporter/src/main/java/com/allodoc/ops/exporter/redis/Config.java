package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings that redis_exporter shows by default, each under its own name, and all of them when asked for. Source:
 * CONFIG GET, which Redis 7 takes several names at once, and older ones a name each.
 */
final class Config implements RedisCollector {
    private static final List<String> NAMES =
            List.of("client-output-buffer-limit", "io-threads", "maxclients", "maxmemory", "repl-backlog-size");
    private static final Map<String, Family> NUMBERS = new TreeMap<>(Map.of(
            "io-threads", Family.gauge("redis_config_io_threads", "The setting io-threads."),
            "maxclients", Family.gauge("redis_config_maxclients", "The setting maxclients."),
            "maxmemory", Family.gauge("redis_config_maxmemory", "The setting maxmemory, in bytes; 0 for no limit."),
            "repl-backlog-size", Family.gauge("redis_config_repl_backlog_size", "The setting repl-backlog-size.")));
    private static final Family VALUE =
            Family.gauge("redis_config_value", "A setting that is a number, by its name.", "key");
    private static final Family KEY_VALUE =
            Family.gauge("redis_config_key_value", "1; the labels say a setting's name and value.", "key", "value");

    private final boolean all;
    private final List<RedisCommand> commands;

    Config(RedisWatch watch) {
        this.all = watch.allConfig();
        this.commands = watch.configCommand().map(this::commands).orElse(List.of());
    }

    private List<RedisCommand> commands(String command) {
        String grant = RedisGrants.CONFIG;
        if (all) {
            return List.of(RedisCommand.of(grant, command, "GET", "*").when(ServerKind.STORE));
        }
        String[] together =
                Stream.concat(Stream.of(command, "GET"), NAMES.stream()).toArray(String[]::new);
        Stream<RedisCommand> alone = NAMES.stream()
                .map(name -> RedisCommand.of(grant, command, "GET", name).when(ServerKind.before(7)));
        return Stream.concat(Stream.of(RedisCommand.of(grant, together).when(ServerKind.since(7))), alone)
                .toList();
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public List<Family> families() {
        return Stream.concat(
                        NUMBERS.values().stream(),
                        Stream.of(VALUE, KEY_VALUE, BufferLimits.BYTES, BufferLimits.SECONDS, RowLimit.DROPPED))
                .toList();
    }

    @Override
    public List<RedisCommand> commands() {
        return commands;
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Map<String, RedisReply> settings = new LinkedHashMap<>();
        for (RedisCommand command : commands) {
            if (session.reply(command).isEmpty()) {
                continue;
            }
            Optional<Collected> withheld = session.withheld(command);
            if (withheld.isPresent()) {
                return withheld.get();
            }
            session.reply(command).ifPresent(reply -> settings.putAll(reply.pairs()));
        }
        SampleTable.Builder numbers = SampleTable.labelled();
        numbers.row();
        NUMBERS.forEach((name, family) ->
                number(settings, name).ifPresent(value -> numbers.set(numbers.column(family), value)));
        SampleTable limits = BufferLimits.table(Optional.ofNullable(settings.get(BufferLimits.NAME))
                .flatMap(RedisReply::text)
                .orElse(""));
        return all ? everything(settings, numbers.build(), limits) : Collected.of(numbers.build(), limits);
    }

    private Collected everything(Map<String, RedisReply> settings, SampleTable numbers, SampleTable limits) {
        SampleTable.Builder values = SampleTable.labelled("key");
        int value = values.column(VALUE);
        SampleTable.Builder texts = SampleTable.labelled("key", "value");
        int text = texts.column(KEY_VALUE);
        RowLimit limit = new RowLimit();
        settings.forEach((name, setting) -> {
            if (!isSecret(name) && limit.admits()) {
                texts.row(name, setting.text().orElse("")).set(text, 1);
                number(settings, name).ifPresent(number -> values.row(name).set(value, number));
            }
        });
        return Collected.of(numbers, limits, values.build(), texts.build(), limit.dropped(name()));
    }

    /** {@code requirepass}, {@code masterauth}, {@code tls-key-file-pass}, {@code sentinel-pass} and their like. */
    static boolean isSecret(String name) {
        return name.endsWith("pass") || name.endsWith("auth") || name.contains("password") || name.contains("secret");
    }

    /** As redis_exporter does, only what is a number by itself: neither {@code ok} nor {@code no}. */
    static Optional<Double> number(Map<String, RedisReply> settings, String name) {
        RedisReply setting = settings.getOrDefault(name, RedisReply.of(null));
        String text = setting.text().orElse("");
        if (text.isEmpty() || "0123456789-.".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        OptionalDouble number = setting.number();
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
}
