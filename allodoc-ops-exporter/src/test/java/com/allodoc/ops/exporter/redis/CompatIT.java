package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every name that redis_exporter feeds from a server comes out of a master and its replica, or stands with its reason in
 * {@code absent.tsv}: versions, name (with * at the end for all that begin so), reason.
 */
class CompatIT {

    private record Absent(Set<String> versions, String name, String reason) {
        static List<Absent> of(String version) {
            return Page.resource("absent.tsv")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(parts -> new Absent(Set.of(parts[0].split(",")), parts[1], parts[2]))
                    .filter(absent -> absent.versions.contains(version))
                    .toList();
        }

        boolean covers(String metric) {
            return name.endsWith("*") ? metric.startsWith(name.substring(0, name.length() - 1)) : metric.equals(name);
        }
    }

    @Test
    void on_redis_6_2() throws Exception {
        try (RedisServer master = RedisServer.start("appendonly yes");
                RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + master.port())) {
            check("6.2", master, replica);
        }
    }

    @Test
    void on_redis_7_0() throws Exception {
        try (RedisServer master = RedisServer.debian("appendonly yes", "enable-debug-command yes");
                RedisServer replica = RedisServer.debian("replicaof 127.0.0.1 " + master.port())) {
            check("7.0", master, replica);
        }
    }

    /** Names that neither of the versions here gives. */
    static Set<String> absent() {
        Set<String> names = new TreeSet<>();
        for (CompatRow row : CompatRow.ours()) {
            if (Stream.of("6.2", "7.0")
                    .allMatch(version -> Absent.of(version).stream().anyMatch(absent -> absent.covers(row.name())))) {
                names.add(row.name());
            }
        }
        return names;
    }

    private static RedisSettings everything(RedisServer server) {
        List<KeySpec> all = List.of(new KeySpec(0, "*"));
        RedisWatch watch = RedisWatch.builder()
                .allConfig(true)
                .clients(true)
                .clientHosts(true)
                .rdbFile(true)
                .scripts(List.of(new RedisScript("one.lua", "return {'a', 1}")))
                .keys(RedisKeys.builder()
                        .check(all)
                        .count(all)
                        .streams(all)
                        .groups(List.of("(.*)"))
                        .textValues(true)
                        .build())
                .build();
        return Scrapes.settings(server.port()).watch(watch).build();
    }

    private static void check(String version, RedisServer master, RedisServer replica) throws Exception {
        master.command("SET", "a", "1");
        master.command("SET", "b", "word");
        master.command("LPUSH", "a", "x");
        master.command("XADD", "stream", "5-1", "f", "v");
        master.command("XGROUP", "CREATE", "stream", "group", "0");
        master.command("XREADGROUP", "GROUP", "group", "one", "STREAMS", "stream", ">");
        master.command("CONFIG", "SET", "latency-monitor-threshold", "1");
        master.command("DEBUG", "SLEEP", "0.01");
        replica.await("master_link_status:up", "INFO", "replication");
        master.await("state=online", "INFO", "replication");
        Set<String> present = new TreeSet<>();
        try (Scrapes ofMaster = new Scrapes(everything(master));
                Scrapes ofReplica = Scrapes.of(replica.port())) {
            Await.until(() ->
                    ofMaster.page().get("allodoc_redis_key_scan_age_seconds").isPresent());
            present.addAll(ofMaster.page().names());
            present.addAll(ofReplica.page().names());
        }
        List<Absent> absent = Absent.of(version);
        List<String> missing = new ArrayList<>();
        for (CompatRow row : CompatRow.ours()) {
            if (!present.contains(row.name()) && absent.stream().noneMatch(a -> a.covers(row.name()))) {
                missing.add(row.name());
            }
        }
        assertThat(missing).as("missing without a reason").isEmpty();
        assertThat(present)
                .as("present although absent.tsv has a reason why not")
                .noneMatch(name -> absent.stream().anyMatch(a -> a.covers(name)));
    }
}
