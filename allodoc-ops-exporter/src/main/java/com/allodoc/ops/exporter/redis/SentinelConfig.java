package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sentinel's own settings, when all settings are asked for; secrets left out. Source: SENTINEL CONFIG GET, since 6.2. */
final class SentinelConfig implements RedisCollector {
    private static final RedisCommand CONFIG = RedisCommand.of("+sentinel|config", "SENTINEL", "CONFIG", "GET", "*")
            .when(ServerKind.SENTINEL);
    private static final Family VALUE =
            Family.gauge("redis_sentinel_config_value", "A setting that is a number, by its name.", "key");
    private static final Family KEY_VALUE = Family.gauge(
            "redis_sentinel_config_key_value", "1; the labels say a setting's name and value.", "key", "value");

    private final boolean wanted;

    SentinelConfig(RedisWatch watch) {
        this.wanted = watch.allConfig();
    }

    @Override
    public String name() {
        return "sentinel_config";
    }

    @Override
    public List<Family> families() {
        return List.of(VALUE, KEY_VALUE);
    }

    @Override
    public List<RedisCommand> commands() {
        return wanted ? List.of(CONFIG) : List.of();
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(CONFIG);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        SampleTable.Builder values = SampleTable.labelled("key");
        int value = values.column(VALUE);
        SampleTable.Builder texts = SampleTable.labelled("key", "value");
        int text = texts.column(KEY_VALUE);
        Map<String, RedisReply> settings = session.reply(CONFIG).orElseThrow().pairs();
        settings.forEach((name, setting) -> {
            if (!Config.isSecret(name)) {
                texts.row(name, setting.text().orElse("")).set(text, 1);
                Config.number(settings, name)
                        .ifPresent(number -> values.row(name).set(value, number));
            }
        });
        return Collected.of(values.build(), texts.build());
    }
}
