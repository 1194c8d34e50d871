package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The numbers of the user's Lua scripts. Source: EVAL_RO since Redis 7, EVAL before, each with a list of names and numbers. */
final class Scripts implements RedisCollector {
    private static final Family VALUES =
            Family.gauge("redis_script_values", "A number that the script returned.", "key", "filename");
    private static final Family RESULT = Family.gauge(
            "redis_script_result",
            "Whether the script returned numbers (1), failed (0) or returned nothing (2).",
            "filename");

    private final List<RedisScript> scripts;
    private final List<RedisCommand> commands = new ArrayList<>();

    Scripts(RedisWatch watch) {
        this.scripts = watch.scripts();
        for (RedisScript script : scripts) {
            commands.add(RedisCommand.script("+eval_ro", "EVAL_RO", script).when(ServerKind.since(7)));
            commands.add(RedisCommand.script("+eval", "EVAL", script).when(ServerKind.before(7)));
        }
    }

    @Override
    public String name() {
        return "scripts";
    }

    @Override
    public List<Family> families() {
        return List.of(VALUES, RESULT, RowLimit.DROPPED);
    }

    @Override
    public List<RedisCommand> commands() {
        return List.copyOf(commands);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        SampleTable.Builder values = SampleTable.labelled("key", "filename");
        int value = values.column(VALUES);
        SampleTable.Builder results = SampleTable.labelled("filename");
        int result = results.column(RESULT);
        RowLimit limit = new RowLimit();
        for (int i = 0; i < commands.size(); i++) {
            String name = scripts.get(i / 2).name();
            Optional<RedisReply> reply = session.reply(commands.get(i));
            if (reply.isPresent()) {
                Map<String, Double> numbers = numbers(reply.get());
                boolean failed =
                        numbers.containsValue(Double.NaN) || reply.get().error() != null;
                results.row(name).set(result, failed ? 0 : numbers.isEmpty() ? 2 : 1);
                numbers.forEach((key, number) -> {
                    if (!number.isNaN() && limit.admits()) {
                        values.row(key, name).set(value, number);
                    }
                });
            }
        }
        return Collected.of(values.build(), results.build(), limit.dropped(name()));
    }

    private static Map<String, Double> numbers(RedisReply reply) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        reply.pairs().forEach((key, number) -> {
            OptionalDouble parsed = number.number();
            numbers.put(key, parsed.orElse(Double.NaN));
        });
        return numbers;
    }
}
