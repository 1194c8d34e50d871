package com.allodoc.ops.exporter.redis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One walk over the keys of one server: everything that is wanted of them, a database after the other. */
final class KeyPass {
    private static final RedisCommand INFO = RedisCommand.of("+info", "INFO");

    private final KeyWork work;
    private final RedisKeys wanted;
    private final KeyFindings findings;
    private final boolean clusterNode;
    private int selected;

    KeyPass(KeyWork work, RedisKeys wanted, KeyFindings findings, boolean clusterNode) {
        this.work = work;
        this.wanted = wanted;
        this.findings = findings;
        this.clusterNode = clusterNode;
    }

    void run() throws RedisException, InterruptedException {
        InfoReply info = InfoReply.parse(work.ask(INFO, 0).bytes().orElse(new byte[0]));
        for (int database : databases(info)) {
            select(database);
            walk(database, ServerKind.since(7).test(info));
        }
    }

    /** Those that are named and, when keys are grouped, all that have any; a node of a cluster has one. */
    private Set<Integer> databases(InfoReply info) {
        Set<Integer> databases = new TreeSet<>(wanted.databases());
        InfoLine line = info.rows("Keyspace");
        while (!wanted.groups().isEmpty() && line.next()) {
            line.nameAfter("db")
                    .filter(number -> number.matches("\\d{1,6}"))
                    .map(Integer::valueOf)
                    .ifPresent(databases::add);
        }
        if (clusterNode) {
            databases.retainAll(Set.of(0));
        }
        return databases;
    }

    private void select(int database) throws RedisException, InterruptedException {
        if (database != selected) {
            work.ask(RedisCommand.of("+select", "SELECT", String.valueOf(database)), 0);
            selected = database;
        }
    }

    private void walk(int database, boolean readOnlyScripts) throws RedisException, InterruptedException {
        KeyDetails keys = new KeyDetails(work, findings, wanted.textValues());
        Set<String> seen = new HashSet<>();
        for (KeySpec spec : RedisKeys.in(database, wanted.check())) {
            keys.read(spec, seen);
        }
        for (KeySpec spec : RedisKeys.in(database, wanted.count())) {
            findings.count(spec, 0);
            KeyScan.over(work, spec.text(), found -> {
                findings.count(spec, found.size());
                return true;
            });
        }
        StreamDetails streams = new StreamDetails(work, findings, wanted.consumers());
        Set<String> seenStreams = new HashSet<>();
        for (KeySpec spec : RedisKeys.in(database, wanted.streams())) {
            streams.read(spec, seenStreams);
        }
        if (!wanted.groups().isEmpty()) {
            findings.groups().walk(work, database, readOnlyScripts);
        }
    }

    /** What a user needs for all this. */
    static List<String> grants(RedisKeys wanted, boolean readOnlyScripts) {
        Set<String> grants = new TreeSet<>();
        if (!wanted.check().isEmpty()) {
            grants.addAll(List.of("+type", "+memory|usage", "+strlen", "+getrange", "+pfcount"));
            grants.addAll(List.of("+llen", "+scard", "+zcard", "+hlen", "+xlen", "+scan"));
        }
        if (!wanted.count().isEmpty()) {
            grants.add("+scan");
        }
        if (!wanted.streams().isEmpty()) {
            grants.addAll(List.of("+type", "+scan", "+xinfo|stream", "+xinfo|groups", "+xinfo|consumers"));
        }
        if (!wanted.groups().isEmpty()) {
            grants.addAll(List.of("+scan", "+memory|usage", readOnlyScripts ? "+eval_ro" : "+eval"));
        }
        if (wanted.databases().stream().anyMatch(database -> database > 0)
                || !wanted.groups().isEmpty()) {
            grants.add("+select");
        }
        return List.copyOf(grants);
    }
}
