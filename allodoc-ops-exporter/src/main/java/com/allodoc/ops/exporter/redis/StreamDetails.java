package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.CommandArguments;

/** Streams, their groups and consumers. Source: XINFO STREAM and GROUPS of every stream, CONSUMERS of every group. */
final class StreamDetails {
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Group(String stream, byte[] key, String name, byte[] rawName) {}

    private final KeyWork work;
    private final KeyFindings findings;
    private final boolean consumers;

    StreamDetails(KeyWork work, KeyFindings findings, boolean consumers) {
        this.work = work;
        this.findings = findings;
        this.consumers = consumers;
    }

    /** Reads the streams of one database that one specification stands for. */
    void read(KeySpec spec, Set<String> seen) throws RedisException, InterruptedException {
        if (spec.isPattern()) {
            KeyScan.over(work, spec.text(), keys -> {
                read(spec, streamsOf(keys), seen);
                return true;
            });
        } else {
            read(spec, streamsOf(List.of(spec.text().getBytes(StandardCharsets.UTF_8))), seen);
        }
    }

    private List<byte[]> streamsOf(List<byte[]> keys) throws RedisException, InterruptedException {
        List<CommandArguments> questions = new ArrayList<>();
        keys.forEach(key -> questions.add(KeyWork.command("TYPE", key)));
        List<RedisReply> types = work.exchange(questions, keys.size());
        List<byte[]> streams = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (types.get(i).text().orElse("").equals("stream")) {
                streams.add(keys.get(i));
            }
        }
        return streams;
    }

    private void read(KeySpec spec, List<byte[]> keys, Set<String> seen) throws RedisException, InterruptedException {
        List<byte[]> fresh = keys.stream()
                .filter(key -> !seen.contains(text(key)) && findings.admits())
                .toList();
        List<CommandArguments> questions = new ArrayList<>();
        for (byte[] key : fresh) {
            seen.add(text(key));
            questions.add(RedisCommand.arguments(List.of("XINFO", "STREAM")).add(key));
            questions.add(RedisCommand.arguments(List.of("XINFO", "GROUPS")).add(key));
        }
        if (questions.isEmpty()) {
            return;
        }
        List<RedisReply> answers = work.exchange(questions, fresh.size());
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            RedisReply stream = answers.get(2 * i);
            if (stream.error() == null) {
                String name = text(fresh.get(i));
                findings.streams().stream(spec.label(), name, stream);
                addGroups(spec, name, fresh.get(i), answers.get(2 * i + 1), groups);
            }
        }
        if (consumers && !groups.isEmpty()) {
            readConsumers(spec, groups);
        }
    }

    private void addGroups(KeySpec spec, String stream, byte[] key, RedisReply infos, List<Group> groups) {
        for (RedisReply info : infos.list()) {
            RedisReply name = info.pairs().getOrDefault("name", RedisReply.of(null));
            byte[] raw = name.bytes().orElse(new byte[0]);
            if (findings.streams().group(spec.label(), stream, text(raw), info)) {
                groups.add(new Group(stream, key, text(raw), raw));
            }
        }
    }

    private void readConsumers(KeySpec spec, List<Group> groups) throws RedisException, InterruptedException {
        List<CommandArguments> questions = new ArrayList<>();
        for (Group group : groups) {
            questions.add(RedisCommand.arguments(List.of("XINFO", "CONSUMERS"))
                    .add(group.key())
                    .add(group.rawName()));
        }
        List<RedisReply> answers = work.exchange(questions, groups.size());
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            for (RedisReply consumer : answers.get(i).list()) {
                findings.streams().consumer(spec.label(), group.stream(), group.name(), consumer);
            }
        }
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
