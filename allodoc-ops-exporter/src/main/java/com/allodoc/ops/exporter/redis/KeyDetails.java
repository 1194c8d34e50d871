package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import redis.clients.jedis.CommandArguments;

/**
 * Size, memory and value of keys. Source: TYPE and MEMORY USAGE of all keys of a batch, then the length command of each
 * type. Of a string no more than its beginning is read, and no command is sent that its type would answer with an error.
 */
final class KeyDetails {
    private static final Map<String, String> LENGTH_COMMANDS = Map.of(
            "list", "LLEN", "set", "SCARD", "zset", "ZCARD", "hash", "HLEN", "stream", "XLEN", "array", "ARCOUNT");

    /** What is longer than this is no number, and no label either. */
    private static final int LONGEST_VALUE = 128;

    /** How a HyperLogLog, which is a string too, begins. */
    private static final byte[] HLL = "HYLL".getBytes(StandardCharsets.US_ASCII);

    private final KeyWork work;
    private final KeyFindings findings;
    private final boolean textValues;

    KeyDetails(KeyWork work, KeyFindings findings, boolean textValues) {
        this.work = work;
        this.findings = findings;
        this.textValues = textValues;
    }

    /** Reads all keys of one database that one specification stands for. */
    void read(KeySpec spec, Set<String> seen) throws RedisException, InterruptedException {
        if (spec.isPattern()) {
            KeyScan.over(work, spec.text(), keys -> {
                read(spec, fresh(keys, seen));
                return true;
            });
        } else {
            read(spec, fresh(List.of(spec.text().getBytes(StandardCharsets.UTF_8)), seen));
        }
    }

    /** Those that were not there before and still have room; SCAN may give a key twice, and patterns may overlap. */
    private List<byte[]> fresh(List<byte[]> keys, Set<String> seen) {
        List<byte[]> fresh = new ArrayList<>();
        for (byte[] key : keys) {
            String name = new String(key, StandardCharsets.UTF_8);
            if (seen.contains(name)) {
                continue;
            }
            if (findings.admits()) {
                seen.add(name);
                fresh.add(key);
            }
        }
        return fresh;
    }

    private void read(KeySpec spec, List<byte[]> keys) throws RedisException, InterruptedException {
        if (keys.isEmpty()) {
            return;
        }
        List<CommandArguments> questions = new ArrayList<>();
        for (byte[] key : keys) {
            questions.add(KeyWork.command("TYPE", key));
            questions.add(RedisCommand.arguments(List.of("MEMORY", "USAGE")).add(key));
        }
        List<RedisReply> answers = work.exchange(questions, keys.size());
        List<CommandArguments> lengths = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            ask(answers.get(2 * i), keys.get(i), lengths);
        }
        List<RedisReply> sizes = lengths.isEmpty() ? List.of() : work.exchange(lengths, keys.size());
        int next = 0;
        for (int i = 0; i < keys.size(); i++) {
            String type = answers.get(2 * i).text().orElse("none");
            KeyFindings.Key key = new KeyFindings.Key(spec.label(), keys.get(i));
            if (type.equals("string")) {
                string(key, answers.get(2 * i + 1), sizes.get(next), sizes.get(next + 1));
                next += 2;
            } else if (LENGTH_COMMANDS.containsKey(type)) {
                findings.key(
                        key, answers.get(2 * i + 1).number(), sizes.get(next++).number());
            } else if (answers.get(2 * i + 1).number().isPresent()) {
                findings.key(key, answers.get(2 * i + 1).number(), OptionalDouble.empty());
            } else {
                failOn(answers.get(2 * i));
            }
        }
    }

    private static void ask(RedisReply type, byte[] key, List<CommandArguments> lengths) {
        String name = type.text().orElse("none");
        if (name.equals("string")) {
            lengths.add(KeyWork.command("STRLEN", key));
            lengths.add(KeyWork.command("GETRANGE", key).add(0).add(LONGEST_VALUE - 1));
        } else if (LENGTH_COMMANDS.containsKey(name)) {
            lengths.add(KeyWork.command(LENGTH_COMMANDS.get(name), key));
        }
    }

    /** A key that is elsewhere in the cluster, or gone, is absent; what the user may not do is a failure. */
    private static void failOn(RedisReply reply) throws RedisException {
        String error = reply.error();
        if (error != null && error.startsWith("NOPERM")) {
            throw RedisException.refused(RedisCommand.of("+type", "TYPE"), error);
        }
    }

    private void string(KeyFindings.Key key, RedisReply memory, RedisReply length, RedisReply beginning)
            throws RedisException, InterruptedException {
        byte[] value = beginning.bytes().orElse(new byte[0]);
        if (value.length >= HLL.length && Arrays.equals(value, 0, HLL.length, HLL, 0, HLL.length)) {
            RedisReply count = work.exchange(List.of(KeyWork.command("PFCOUNT", key.name())), 1)
                    .get(0);
            if (count.number().isPresent()) {
                findings.key(key, memory.number(), count.number());
                return;
            }
        }
        findings.key(key, memory.number(), length.number());
        if (value.length == 0 || length.number().orElse(0) > LONGEST_VALUE) {
            return;
        }
        OptionalDouble number = number(value);
        if (number.isPresent()) {
            findings.value(key, number.getAsDouble());
        } else if (textValues) {
            findings.text(key, new String(value, StandardCharsets.UTF_8));
        }
    }

    /** Only what looks like a number: {@code ok} and {@code fail} are words here. */
    private static OptionalDouble number(byte[] value) {
        boolean plausible = (value[0] >= '0' && value[0] <= '9') || value[0] == '-' || value[0] == '.';
        return plausible ? InfoNumber.parse(value, 0, value.length) : OptionalDouble.empty();
    }
}
