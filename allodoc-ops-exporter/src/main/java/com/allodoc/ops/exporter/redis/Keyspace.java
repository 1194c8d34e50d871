package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Keys by database. Source: INFO Keyspace, which leaves out empty databases; how many there are comes from CONFIG GET,
 * asked once per connection. Who may not run that gets the databases of INFO alone.
 */
final class Keyspace implements RedisCollector {
    private static final Family KEYS = Family.gauge("redis_db_keys", "Keys in the database.", "db");
    private static final Family EXPIRING =
            Family.gauge("redis_db_keys_expiring", "Keys in the database that have a time to live.", "db");
    private static final Family CACHED =
            Family.gauge("redis_db_keys_cached", "Keys of the database held in memory (KeyDB).", "db");
    private static final Family TTL = Family.gauge(
            "redis_db_avg_ttl_seconds", "Average time to live of the keys that have one, as the server guesses.", "db");

    private final Optional<RedisCommand> databases;

    Keyspace(RedisWatch watch) {
        databases = watch.configCommand()
                .map(command -> RedisCommand.of(RedisGrants.CONFIG, command, "GET", "databases")
                        .when(ServerKind.STORE)
                        .once());
    }

    @Override
    public String name() {
        return "keyspace";
    }

    @Override
    public List<Family> families() {
        return List.of(KEYS, EXPIRING, CACHED, TTL, RowLimit.DROPPED);
    }

    @Override
    public List<RedisCommand> commands() {
        return databases.stream().toList();
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        SampleTable.Builder table = SampleTable.labelled("db");
        int keys = table.column(KEYS);
        int expiring = table.column(EXPIRING);
        int cached = table.column(CACHED);
        int ttl = table.column(TTL);
        RowLimit limit = new RowLimit();
        Set<String> filled = new HashSet<>();
        InfoLine line = session.info().rows("Keyspace");
        while (line.next()) {
            Optional<String> number = line.nameAfter("db");
            OptionalDouble count = line.number("keys");
            if (number.isEmpty() || count.isEmpty() || !filled.add(number.get()) || !limit.admits()) {
                continue;
            }
            table.row("db" + number.get())
                    .set(keys, count)
                    .set(expiring, line.number("expires"))
                    .set(cached, line.number("cached_keys"))
                    .set(ttl, InfoNumber.divided(line.number("avg_ttl"), 1e3));
        }
        int most = databases(session);
        for (int i = 0; i < most; i++) {
            if (!filled.contains(String.valueOf(i)) && limit.admits()) {
                table.row("db" + i).set(keys, 0).set(expiring, 0);
            }
        }
        return Collected.of(table.build(), limit.dropped(name()));
    }

    /** A cluster has one database, whatever its configuration says. */
    private int databases(RedisSession session) {
        if (session.info().number("cluster_enabled").orElse(0) == 1) {
            return 1;
        }
        Optional<String> configured = databases.flatMap(session::reply).flatMap(reply -> reply.text(1));
        try {
            return configured.map(Integer::parseInt).orElse(0);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
