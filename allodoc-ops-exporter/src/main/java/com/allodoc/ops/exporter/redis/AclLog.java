package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What users were denied lately, by reason. Source: ACL LOG since Redis 6, which remembers the last 128 kinds of denial
 * and can be reset; the counters of INFO, since 7.2, never fall. Of users, clients and keys nothing is shown.
 */
final class AclLog implements RedisCollector {
    private static final RedisCommand LOG =
            RedisCommand.of("+acl|log", "ACL", "LOG", "128").when(ServerKind.since(6));
    private static final Family DENIALS =
            Family.gauge("allodoc_redis_acl_log_denials", "Denials that the ACL log remembers, by reason.", "reason");

    /** As the server has them; each is there from the start. */
    private static final List<String> REASONS = List.of("auth", "channel", "command", "key");

    @Override
    public String name() {
        return "acl_log";
    }

    @Override
    public List<Family> families() {
        return List.of(DENIALS);
    }

    @Override
    public List<RedisCommand> commands() {
        return List.of(LOG);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(LOG);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        Map<String, Double> denials = new TreeMap<>();
        REASONS.forEach(reason -> denials.put(reason, 0.0));
        for (RedisReply entry : session.reply(LOG).orElseThrow().list()) {
            Map<String, RedisReply> fields = entry.pairs();
            RedisReply nothing = RedisReply.of(null);
            fields.getOrDefault("reason", nothing)
                    .text()
                    .filter(REASONS::contains)
                    .ifPresent(reason -> denials.merge(
                            reason,
                            fields.getOrDefault("count", nothing).number().orElse(0),
                            Double::sum));
        }
        SampleTable.Builder table = SampleTable.labelled("reason");
        int column = table.column(DENIALS);
        denials.forEach((reason, count) -> table.row(reason).set(column, count));
        return Collected.of(table.build());
    }
}
