package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Every client, when that is asked for; where it comes from and who it is only when that is asked for too. Source: CLIENT LIST. */
final class ClientList implements RedisCollector {
    private static final RedisCommand LIST = RedisCommand.of("+client|list", "CLIENT", "LIST");
    private static final String[] INFO_LABELS = {"id", "name", "flags", "db", "host", "port", "user", "resp"};
    private static final Family INFO =
            Family.gauge("redis_connected_client_info", "1; the labels say what the client is.", INFO_LABELS);
    private static final Family CREATED = family("created_at_timestamp", "When it connected, in seconds since 1970.");
    private static final Family IDLE_SINCE =
            family("idle_since_timestamp", "When it last sent a command, in seconds since 1970.");

    /** By the field of the list. */
    private static final Map<String, Family> NUMBERS = new LinkedHashMap<>();

    static {
        NUMBERS.put("omem", family("output_buffer_memory_usage_bytes", "Bytes of its output buffer."));
        NUMBERS.put("tot-mem", family("total_memory_consumed_bytes", "Bytes it takes in all."));
        NUMBERS.put("sub", family("channel_subscriptions_count", "Channels it subscribes to."));
        NUMBERS.put("psub", family("pattern_matching_subscriptions_count", "Patterns it subscribes to."));
        NUMBERS.put("ssub", family("shard_channel_subscriptions_count", "Shard channels it subscribes to."));
        NUMBERS.put("watch", family("shard_channel_watched_keys", "Keys it watches."));
        NUMBERS.put("qbuf", family("query_buffer_length_bytes", "Bytes in its query buffer."));
        NUMBERS.put("qbuf-free", family("query_buffer_free_space_bytes", "Bytes free in its query buffer."));
        NUMBERS.put("obl", family("output_buffer_length_bytes", "Bytes in its fixed output buffer."));
        NUMBERS.put("oll", family("output_list_length", "Replies in its output list."));
    }

    private final RedisWatch watch;
    private final InstantSource clock;

    ClientList(RedisWatch watch, InstantSource clock) {
        this.watch = watch;
        this.clock = clock;
    }

    private static Family family(String name, String help) {
        return Family.gauge("redis_connected_client_" + name, help, "id", "name");
    }

    @Override
    public String name() {
        return "client_list";
    }

    @Override
    public List<Family> families() {
        List<Family> families = new ArrayList<>(List.of(INFO, CREATED, IDLE_SINCE, RowLimit.DROPPED));
        families.addAll(NUMBERS.values());
        return families;
    }

    @Override
    public List<RedisCommand> commands() {
        return watch.clients() ? List.of(LIST) : List.of();
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(LIST);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        SampleTable.Builder infos = SampleTable.labelled(INFO_LABELS);
        int info = infos.column(INFO);
        SampleTable.Builder numbers = SampleTable.labelled("id", "name");
        Map<String, Integer> columns = new HashMap<>();
        NUMBERS.forEach((field, family) -> columns.put(field, numbers.column(family)));
        columns.put("age", numbers.column(CREATED));
        columns.put("idle", numbers.column(IDLE_SINCE));
        double now = (double) clock.instant().getEpochSecond();
        RowLimit limit = new RowLimit();
        String text = session.reply(LIST).flatMap(RedisReply::text).orElse("");
        for (String line : text.lines().toList()) {
            Map<String, String> client = fields(line);
            if (!client.containsKey("id") || !limit.admits()) {
                continue;
            }
            infos.row(labels(client)).set(info, 1);
            numbers.row(client.get("id"), client.get("name"));
            columns.forEach((field, column) -> number(client.getOrDefault(field, ""))
                    .ifPresent(value ->
                            numbers.set(column, field.equals("age") || field.equals("idle") ? now - value : value)));
        }
        return Collected.of(infos.build(), numbers.build(), limit.dropped(name()));
    }

    private String[] labels(Map<String, String> client) {
        String address = client.getOrDefault("addr", "");
        int colon = address.lastIndexOf(':');
        Map<String, String> shown = new HashMap<>(client);
        shown.put("host", watch.clientHosts() && colon >= 0 ? address.substring(0, colon) : "");
        shown.put("port", watch.clientPorts() && colon >= 0 ? address.substring(colon + 1) : "");
        if (!watch.clientHosts()) {
            shown.remove("user");
        }
        String[] labels = new String[INFO_LABELS.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = shown.getOrDefault(INFO_LABELS[i], "");
        }
        return labels;
    }

    /** Of {@code id=3 addr=127.0.0.1:43210 name=worker …}; values hold no blanks. */
    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String part : line.strip().split(" ")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                fields.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return fields;
    }

    private static OptionalDouble number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return InfoNumber.parse(bytes, 0, bytes.length);
    }
}
