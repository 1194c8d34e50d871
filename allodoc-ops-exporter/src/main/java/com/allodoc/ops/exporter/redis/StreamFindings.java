package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What was found about streams, their groups and consumers. An id is shown as its milliseconds. Used by one thread. */
final class StreamFindings {
    private static final String[] STREAM = {"db", "stream"};
    private static final String[] GROUP = {"db", "stream", "group"};
    private static final String[] CONSUMER = {"db", "stream", "group", "consumer"};

    /** By the field of XINFO; an id where the name ends so. */
    private static final Map<String, Family> STREAMS = new LinkedHashMap<>();

    private static final Map<String, Family> GROUPS = new LinkedHashMap<>();

    static {
        STREAMS.put("length", stream("length", "Entries of the stream."));
        STREAMS.put("radix-tree-keys", stream("radix_tree_keys", "Keys of the stream's radix tree."));
        STREAMS.put("radix-tree-nodes", stream("radix_tree_nodes", "Nodes of the stream's radix tree."));
        STREAMS.put("last-generated-id", stream("last_generated_id", "Id that was generated last."));
        STREAMS.put("groups", stream("groups", "Groups of consumers."));
        STREAMS.put("max-deleted-entry-id", stream("max_deleted_entry_id", "Highest id that was deleted."));
        STREAMS.put(
                "entries-added",
                Family.counter("redis_stream_entries_added_total", "Entries ever added to the stream.", STREAM));
        STREAMS.put("first-entry", stream("first_entry_id", "Id of the first entry; 0 when there is none."));
        STREAMS.put("last-entry", stream("last_entry_id", "Id of the last entry; 0 when there is none."));
        GROUPS.put("consumers", group("consumers", "Consumers of the group."));
        GROUPS.put("pending", group("messages_pending", "Entries delivered and not acknowledged."));
        GROUPS.put("last-delivered-id", group("last_delivered_id", "Id that was delivered last."));
        GROUPS.put("entries-read", group("entries_read", "Entries the group has read, as the server counts."));
        GROUPS.put("lag", group("lag", "Entries still to be delivered; absent when the server can't tell."));
    }

    private static final Family PENDING = Family.gauge(
            "redis_stream_group_consumer_messages_pending", "Entries the consumer has not acknowledged.", CONSUMER);
    private static final Family IDLE = Family.gauge(
            "redis_stream_group_consumer_idle_seconds", "Seconds since the consumer last asked.", CONSUMER);

    static final List<Family> FAMILIES = Stream.of(
                    STREAMS.values().stream(), GROUPS.values().stream(), Stream.of(PENDING, IDLE, RowLimit.DROPPED))
            .flatMap(family -> family)
            .toList();

    private final Rows streams = new Rows(STREAMS, STREAM);
    private final Rows groups = new Rows(GROUPS, GROUP);
    private final SampleTable.Builder consumers = SampleTable.labelled(CONSUMER);
    private final int pending = consumers.column(PENDING);
    private final int idle = consumers.column(IDLE);
    private final RowLimit limit = new RowLimit();

    private static Family stream(String name, String help) {
        return Family.gauge("redis_stream_" + name, help, STREAM);
    }

    private static Family group(String name, String help) {
        return Family.gauge("redis_stream_group_" + name, help, GROUP);
    }

    void stream(String database, String name, RedisReply info) {
        streams.add(info, database, name);
    }

    /** A group of a stream; false when there are too many. */
    boolean group(String database, String stream, String name, RedisReply info) {
        if (!limit.admits()) {
            return false;
        }
        groups.add(info, database, stream, name);
        return true;
    }

    void consumer(String database, String stream, String group, RedisReply info) {
        Map<String, RedisReply> fields = info.pairs();
        RedisReply name = fields.get("name");
        if (name == null || !limit.admits()) {
            return;
        }
        consumers.row(database, stream, group, name.text().orElse(""));
        RedisReply nothing = RedisReply.of(null);
        fields.getOrDefault("pending", nothing).number().ifPresent(count -> consumers.set(pending, count));
        fields.getOrDefault("idle", nothing).number().ifPresent(millis -> consumers.set(idle, millis / 1e3));
    }

    List<SampleTable> tables() {
        return List.of(streams.table.build(), groups.table.build(), consumers.build(), limit.dropped("streams"));
    }

    /** A table whose columns are fields of XINFO. */
    private static final class Rows {
        private final SampleTable.Builder table;
        private final Map<String, Integer> columns = new LinkedHashMap<>();

        Rows(Map<String, Family> families, String... labels) {
            table = SampleTable.labelled(labels);
            families.forEach((field, family) -> columns.put(field, table.column(family)));
        }

        void add(RedisReply info, String... labels) {
            table.row(labels);
            Map<String, RedisReply> fields = info.pairs();
            columns.forEach((field, column) -> {
                RedisReply value = fields.get(field);
                if (value != null) {
                    number(field, value).ifPresent(number -> table.set(column, number));
                }
            });
        }

        private static OptionalDouble number(String field, RedisReply value) {
            if (field.endsWith("-entry")) {
                return OptionalDouble.of(value.text(0).map(Rows::millis).orElse(0.0));
            }
            return field.endsWith("-id")
                    ? OptionalDouble.of(value.text().map(Rows::millis).orElse(0.0))
                    : value.number();
        }

        private static double millis(String id) {
            int dash = id.indexOf('-');
            byte[] text = id.substring(0, Math.max(dash, 0)).getBytes(StandardCharsets.US_ASCII);
            return InfoNumber.parse(text, 0, text.length).orElse(0);
        }
    }
}
