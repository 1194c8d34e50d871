package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The three logs of commands that Valkey 8.1 has. Source: COMMANDLOG LEN and CONFIG GET. */
final class CommandLog implements RedisCollector {
    /** INFO does not say it; the version does. */
    private static final Predicate<InfoReply> HAS_IT = ServerKind.VALKEY.and(info -> {
        String version = info.text("valkey_version").orElse("");
        return !version.startsWith("7.") && !version.startsWith("8.0");
    });

    private static final Map<RedisCommand, Family> LENGTHS = new LinkedHashMap<>();
    private static final Map<String, Family> SETTINGS = new LinkedHashMap<>();

    static {
        length("slow", "slow", "Entries in the log of slow commands.");
        length("large-request", "large_request", "Entries in the log of large requests.");
        length("large-reply", "large_reply", "Entries in the log of large replies.");
        setting("execution-slower-than", "Microseconds from which a command is slow; -1 for never.");
        setting("slow-execution-max-len", "Entries the log of slow commands may have.");
        setting("request-larger-than", "Bytes from which a request is large; -1 for never.");
        setting("large-request-max-len", "Entries the log of large requests may have.");
        setting("reply-larger-than", "Bytes from which a reply is large; -1 for never.");
        setting("large-reply-max-len", "Entries the log of large replies may have.");
    }

    private static void length(String kind, String name, String help) {
        LENGTHS.put(
                RedisCommand.of("+commandlog|len", "COMMANDLOG", "LEN", kind).when(HAS_IT),
                Family.gauge("redis_commandlog_" + name + "_length", help));
    }

    private static void setting(String name, String help) {
        SETTINGS.put("commandlog-" + name, Family.gauge("redis_commandlog_" + name.replace('-', '_'), help));
    }

    private final Optional<RedisCommand> config;

    CommandLog(RedisWatch watch) {
        config = watch.configCommand()
                .map(command -> RedisCommand.of(RedisGrants.CONFIG, command, "GET", "commandlog-*")
                        .when(HAS_IT));
    }

    @Override
    public String name() {
        return "commandlog";
    }

    @Override
    public List<Family> families() {
        return Stream.concat(LENGTHS.values().stream(), SETTINGS.values().stream())
                .toList();
    }

    @Override
    public List<RedisCommand> commands() {
        return Stream.concat(LENGTHS.keySet().stream(), config.stream()).toList();
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(LENGTHS.keySet().toArray(new RedisCommand[0]));
        if (withheld.isPresent()) {
            return withheld.get();
        }
        SampleTable.Builder table = SampleTable.labelled();
        table.row();
        LENGTHS.forEach((command, family) -> session.reply(command)
                .ifPresent(reply -> reply.number().ifPresent(length -> table.set(table.column(family), length))));
        config.flatMap(session::reply)
                .map(RedisReply::pairs)
                .ifPresent(settings -> SETTINGS.forEach((name, family) ->
                        Config.number(settings, name).ifPresent(value -> table.set(table.column(family), value))));
        return Collected.of(table.build());
    }
}
