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

/**
 * How well a sentinel's masters are watched. Source: SENTINEL MASTERS, and in a second round trip CKQUORUM, SENTINELS and
 * SLAVES of each master, the old name of REPLICAS that every version knows.
 */
final class SentinelMasters implements RedisCollector {
    private static final RedisCommand MASTERS =
            RedisCommand.of("+sentinel|masters", "SENTINEL", "MASTERS").when(ServerKind.SENTINEL);

    /** What is asked about each master. Three, in this order. */
    static final List<String> QUESTIONS = List.of("CKQUORUM", "SENTINELS", "SLAVES");

    private static final Family QUORUM = Family.gauge(
            "redis_sentinel_master_ckquorum_status",
            "Whether there are enough sentinels for a failover (1); the message is the sentinel's.",
            "master_name",
            "message");
    private static final Family OK_SENTINELS = family("ok_sentinels", "Sentinels that are up, this one included.");
    private static final Family OK_REPLICAS = family("ok_slaves", "Replicas that are up.");
    private static final Family LAST_PING =
            family("last_ok_ping_reply_seconds", "Seconds since the master last answered a ping.");

    /** By the field of SENTINEL MASTERS. */
    private static final Map<String, Family> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("quorum", family("setting_ckquorum", "Sentinels that must agree that the master is down."));
        FIELDS.put("failover-timeout", family("setting_failover_timeout", "Milliseconds a failover may take."));
        FIELDS.put("parallel-syncs", family("setting_parallel_syncs", "Replicas that sync at once after a failover."));
        FIELDS.put(
                "down-after-milliseconds",
                family("setting_down_after_milliseconds", "Milliseconds of silence after which a server is down."));
        FIELDS.put("config-epoch", family("config_epoch", "Epoch of the master's configuration."));
    }

    private static Family family(String name, String help) {
        return Family.gauge("redis_sentinel_master_" + name, help, "master_name", "master_address");
    }

    @Override
    public String name() {
        return "sentinel_masters";
    }

    @Override
    public List<Family> families() {
        List<Family> families = new ArrayList<>(List.of(QUORUM, OK_SENTINELS, OK_REPLICAS, LAST_PING));
        families.addAll(FIELDS.values());
        families.add(SentinelPeers.INFO);
        families.add(RowLimit.DROPPED);
        return families;
    }

    @Override
    public List<RedisCommand> commands() {
        return List.of(MASTERS);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(MASTERS);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        RowLimit limit = new RowLimit();
        List<Map<String, RedisReply>> masters = session.reply(MASTERS).orElseThrow().list().stream()
                .map(RedisReply::pairs)
                .filter(master -> !text(master, "name").isEmpty() && limit.admits())
                .toList();
        List<RedisCommand> questions = new ArrayList<>();
        for (Map<String, RedisReply> master : masters) {
            QUESTIONS.forEach(question -> questions.add(
                    RedisCommand.of(RedisGrants.sentinel(question), "SENTINEL", question, text(master, "name"))));
        }
        List<RedisReply> answers = session.exchange(questions);
        SampleTable.Builder quorums = SampleTable.labelled("master_name", "message");
        int quorum = quorums.column(QUORUM);
        SampleTable.Builder values = SampleTable.labelled("master_name", "master_address");
        Columns columns = new Columns(values);
        SentinelPeers peers = new SentinelPeers();
        for (int i = 0; i < masters.size(); i++) {
            Map<String, RedisReply> master = masters.get(i);
            String name = text(master, "name");
            String address = text(master, "ip") + ':' + text(master, "port");
            RedisReply verdict = answers.get(i * QUESTIONS.size());
            String error = verdict.error();
            quorums.row(name, error == null ? verdict.text().orElse("") : error).set(quorum, error == null ? 1 : 0);
            values.row(name, address);
            columns.fill(
                    master,
                    1 + peers.add(name, address, answers.get(i * QUESTIONS.size() + 1)),
                    SentinelPeers.up(answers.get(i * QUESTIONS.size() + 2)));
        }
        return Collected.of(quorums.build(), values.build(), peers.table(), limit.dropped(name()));
    }

    static String text(Map<String, RedisReply> fields, String name) {
        RedisReply field = fields.get(name);
        return field == null ? "" : field.text().orElse("");
    }

    /** The columns of one table and how a master fills its row. */
    private static final class Columns {
        private final SampleTable.Builder table;
        private final Map<String, Integer> byField = new LinkedHashMap<>();
        private final int sentinels;
        private final int replicas;
        private final int lastPing;

        Columns(SampleTable.Builder table) {
            this.table = table;
            FIELDS.forEach((field, family) -> byField.put(field, table.column(family)));
            sentinels = table.column(OK_SENTINELS);
            replicas = table.column(OK_REPLICAS);
            lastPing = table.column(LAST_PING);
        }

        void fill(Map<String, RedisReply> master, int sentinelsUp, int replicasUp) {
            byField.forEach((field, column) -> number(master, field, column, 1));
            number(master, "last-ok-ping-reply", lastPing, 1e3);
            table.set(sentinels, sentinelsUp).set(replicas, replicasUp);
        }

        private void number(Map<String, RedisReply> master, String field, int column, double divisor) {
            RedisReply value = master.get(field);
            if (value != null) {
                value.number().ifPresent(number -> table.set(column, number / divisor));
            }
        }
    }
}
