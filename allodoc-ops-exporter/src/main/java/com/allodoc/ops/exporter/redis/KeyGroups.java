package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keys and memory by group. A group is what the first Lua pattern that fits a key captures of its name; the script runs
 * on the server, a batch of keys at a time, as redis_exporter's does, so that no name leaves it.
 */
final class KeyGroups {
    private static final String SCRIPT = """
            local batch = redis.call('SCAN', ARGV[1], 'COUNT', ARGV[2])
            local groups = {}
            for _, key in ipairs(batch[2]) do
              local usage = redis.pcall('MEMORY', 'USAGE', key)
              if type(usage) ~= 'number' then usage = 0 end
              local group = 'unclassified'
              for i = 3, #ARGV do
                local match = {string.find(key, ARGV[i])}
                if match[1] ~= nil then
                  group = table.concat({unpack(match, 3, #match)}, '')
                  break
                end
              end
              local sum = groups[group]
              if sum == nil then
                groups[group] = {1, usage}
              else
                sum[1] = sum[1] + 1
                sum[2] = sum[2] + usage
              end
            end
            local result = {}
            for group, sum in pairs(groups) do
              result[#result + 1] = {group, sum[1], sum[2]}
            end
            return {batch[1], result}
            """;

    /** A pattern that captures too much makes a group of every key: what goes beyond is overflow at once. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final String OVERFLOW = "overflow";
    private static final Family COUNT = Family.gauge("redis_key_group_count", "Keys of the group.", "db", "key_group");
    private static final Family MEMORY =
            Family.gauge("redis_key_group_memory_usage_bytes", "Bytes of the group's keys.", "db", "key_group");
    private static final Family DISTINCT =
            Family.gauge("redis_number_of_distinct_key_groups", "Groups of the database.", "db");
    private static final Family DURATION = Family.gauge(
            "redis_last_key_groups_scrape_duration_milliseconds",
            "Milliseconds the last pass over all keys took, its rests included.");

    static final List<Family> FAMILIES = List.of(COUNT, MEMORY, DISTINCT, DURATION);

    private record Sum(double count, double bytes) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, bytes + other.bytes);
        }
    }

    private final RedisKeys wanted;
    private final Map<Integer, Map<String, Sum>> databases = new TreeMap<>();
    private final Map<Integer, Sum> beyond = new HashMap<>();
    private double millis;

    KeyGroups(RedisKeys wanted) {
        this.wanted = wanted;
    }

    /** Walks over the selected database. */
    void walk(KeyWork work, int database, boolean readOnly) throws RedisException, InterruptedException {
        long start = System.nanoTime();
        String cursor = "0";
        do {
            List<String> words = new ArrayList<>(
                    List.of(readOnly ? "EVAL_RO" : "EVAL", SCRIPT, "0", cursor, String.valueOf(work.batch())));
            words.addAll(wanted.groups());
            RedisReply reply = work.exchange(List.of(RedisCommand.arguments(words)), work.batch())
                    .get(0);
            String error = reply.error();
            if (error != null) {
                throw RedisException.refused(RedisCommand.of("+eval", words.get(0), "(key groups)"), error);
            }
            cursor = reply.text(0).orElse("0");
            reply.at(1).list().forEach(group -> add(database, group));
        } while (!cursor.equals("0"));
        millis += (double) (System.nanoTime() - start) / 1e6;
    }

    private void add(int database, RedisReply group) {
        Map<String, Sum> groups = databases.computeIfAbsent(database, any -> new HashMap<>());
        String name = group.text(0).orElse("");
        Sum sum = new Sum(group.at(1).number().orElse(0), group.at(2).number().orElse(0));
        if (groups.containsKey(name) || groups.size() < MOST_REMEMBERED) {
            groups.merge(name, sum, Sum::plus);
        } else {
            beyond.merge(database, sum, Sum::plus);
        }
    }

    List<SampleTable> tables() {
        if (wanted.groups().isEmpty()) {
            return List.of();
        }
        SampleTable.Builder table = SampleTable.labelled("db", "key_group");
        int count = table.column(COUNT);
        int memory = table.column(MEMORY);
        SampleTable.Builder numbers = SampleTable.labelled("db");
        int distinct = numbers.column(DISTINCT);
        databases.forEach((database, groups) -> {
            String label = "db" + database;
            numbers.row(label).set(distinct, groups.size());
            shown(database, groups)
                    .forEach((name, sum) ->
                            table.row(label, name).set(count, sum.count()).set(memory, sum.bytes()));
        });
        return List.of(table.build(), numbers.build(), SampleTable.single(DURATION, Math.floor(millis)));
    }

    /** The groups with most memory, and the sum of the others. */
    private Map<String, Sum> shown(int database, Map<String, Sum> groups) {
        if (groups.size() <= wanted.maxGroups() && !beyond.containsKey(database)) {
            return new TreeMap<>(groups);
        }
        List<Map.Entry<String, Sum>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort(Comparator.<Map.Entry<String, Sum>>comparingDouble(
                        entry -> -entry.getValue().bytes())
                .thenComparingDouble(entry -> -entry.getValue().count())
                .thenComparing(Map.Entry::getKey));
        Map<String, Sum> shown = new TreeMap<>();
        Sum rest = beyond.getOrDefault(database, new Sum(0, 0));
        for (Map.Entry<String, Sum> entry : sorted) {
            if (shown.size() < wanted.maxGroups()) {
                shown.put(entry.getKey(), entry.getValue());
            } else {
                rest = rest.plus(entry.getValue());
            }
        }
        shown.merge(OVERFLOW, rest, Sum::plus);
        return shown;
    }
}
