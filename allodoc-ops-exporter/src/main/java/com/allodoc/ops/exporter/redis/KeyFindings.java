package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What one pass over the keys of a server, or of all nodes of a cluster, has found. Used by one thread. */
final class KeyFindings {
    private static final String[] BY_KEY = {"db", "key"};
    private static final Family SIZE = Family.gauge(
            "redis_key_size", "Length of the string, elements of the collection, entries of the stream.", BY_KEY);
    private static final Family MEMORY = Family.gauge(
            "redis_key_memory_usage_bytes", "Bytes the key and its value take, guessed from a few elements.", BY_KEY);
    private static final Family VALUE = Family.gauge("redis_key_value", "The number that the key holds.", BY_KEY);
    private static final Family TEXT =
            Family.gauge("redis_key_value_as_string", "1; the label says what the key holds.", "db", "key", "val");
    private static final Family COUNT = Family.gauge("redis_keys_count", "Keys that fit the pattern.", BY_KEY);
    private static final Family DROPPED =
            Family.gauge("allodoc_redis_keys_dropped", "Keys and streams left out because there were too many.");

    static final List<Family> FAMILIES = List.of(SIZE, MEMORY, VALUE, TEXT, COUNT, DROPPED);

    /** A key of a database; its name as the server has it, which need not be text. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Key(String database, byte[] name) {
        String label() {
            return new String(name, StandardCharsets.UTF_8);
        }
    }

    private final SampleTable.Builder keys = SampleTable.labelled(BY_KEY);
    private final int size = keys.column(SIZE);
    private final int memory = keys.column(MEMORY);
    private final int value = keys.column(VALUE);
    private final SampleTable.Builder texts = SampleTable.labelled("db", "key", "val");
    private final int text = texts.column(TEXT);
    private final Map<KeySpec, Long> counts = new LinkedHashMap<>();
    private final int most;
    private final KeyGroups groups;
    private final StreamFindings streams = new StreamFindings();
    private int admitted;
    private long dropped;

    KeyFindings(RedisKeys wanted) {
        this.most = wanted.maxKeys();
        this.groups = new KeyGroups(wanted);
    }

    /** Whether there is room for one more key or stream. */
    boolean admits() {
        if (admitted < most) {
            admitted++;
            return true;
        }
        dropped++;
        return false;
    }

    /** A key with what is known of it: its memory, its size and the number that it holds. */
    void key(Key key, OptionalDouble bytes, OptionalDouble length, OptionalDouble held) {
        keys.row(key.database(), key.label())
                .set(memory, bytes)
                .set(size, length)
                .set(value, held);
    }

    /** The text that a key holds. */
    void text(Key key, String held) {
        texts.row(key.database(), key.label(), held).set(text, 1);
    }

    /** More keys that fit the pattern. */
    void count(KeySpec pattern, long more) {
        counts.merge(pattern, more, Long::sum);
    }

    KeyGroups groups() {
        return groups;
    }

    StreamFindings streams() {
        return streams;
    }

    List<SampleTable> tables() {
        SampleTable.Builder counted = SampleTable.labelled(BY_KEY);
        int count = counted.column(COUNT);
        counts.forEach((spec, number) -> counted.row(spec.label(), spec.text()).set(count, (double) number));
        List<SampleTable> tables = new ArrayList<>(List.of(keys.build(), texts.build(), counted.build()));
        tables.addAll(groups.tables());
        tables.addAll(streams.tables());
        tables.add(SampleTable.single(DROPPED, (double) dropped));
        return tables;
    }
}
