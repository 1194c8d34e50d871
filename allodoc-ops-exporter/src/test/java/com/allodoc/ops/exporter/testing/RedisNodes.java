package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A real cluster of three masters and three replicas on the loopback, by Debian's redis-server. Close it. */
public final class RedisNodes implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16384;

    private final List<RedisServer> servers = new ArrayList<>();

    private RedisNodes() {}

    /** Starts it and waits until every node says that all is well; the test is skipped without redis-server. */
    public static RedisNodes start(String... config) throws Exception {
        RedisNodes nodes = new RedisNodes();
        try {
            nodes.join(config);
        } catch (Exception | Error e) {
            nodes.close();
            throw e;
        }
        return nodes;
    }

    private void join(String... config) throws Exception {
        List<Integer> busPorts = new ArrayList<>();
        for (int i = 0; i < 2 * MASTERS; i++) {
            int busPort = RedisServer.freePort();
            busPorts.add(busPort);
            servers.add(start(busPort, config));
            servers.get(i).command("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
        }
        for (int i = 1; i < servers.size(); i++) {
            String port = String.valueOf(servers.get(i).port());
            servers.get(0).command("CLUSTER", "MEET", "127.0.0.1", port, String.valueOf(busPorts.get(i)));
        }
        for (RedisServer server : servers) {
            server.await("cluster_known_nodes:" + servers.size(), "CLUSTER", "INFO");
        }
        for (int i = 0; i < MASTERS; i++) {
            String from = String.valueOf(SLOTS * i / MASTERS);
            String to = String.valueOf(SLOTS * (i + 1) / MASTERS - 1);
            servers.get(i).command("CLUSTER", "ADDSLOTSRANGE", from, to);
        }
        for (int i = 0; i < MASTERS; i++) {
            String master = servers.get(i).command("CLUSTER", "MYID");
            servers.get(MASTERS + i).await(master, "CLUSTER", "NODES");
            servers.get(MASTERS + i).command("CLUSTER", "REPLICATE", master);
        }
        for (int i = 0; i < MASTERS; i++) {
            servers.get(MASTERS + i).await("master_link_status:up", "INFO", "replication");
            servers.get(i).await("state=online", "INFO", "replication");
        }
        for (RedisServer server : servers) {
            server.await("cluster_state:ok", "CLUSTER", "INFO");
            for (int i = 0; i < MASTERS; i++) {
                server.await("slave " + servers.get(i).command("CLUSTER", "MYID"), "CLUSTER", "NODES");
            }
        }
    }

    private static RedisServer start(int busPort, String... config) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("cluster-enabled yes", "cluster-node-timeout 2000", "cluster-port " + busPort));
        lines.addAll(List.of(config));
        return RedisServer.debian(lines.toArray(new String[0]));
    }

    /** A node by its number: the masters first, their replicas in the same order after them. */
    public RedisServer node(int number) {
        return servers.get(number);
    }

    public List<RedisServer> all() {
        return List.copyOf(servers);
    }

    /** The number of a master's replica. */
    public RedisServer replicaOf(int master) {
        return servers.get(MASTERS + master);
    }

    /** Sets a key on whichever master owns it. */
    public void set(String key, String value) {
        for (RedisServer server : servers.subList(0, MASTERS)) {
            if (server.command("SET", key, value).equals("OK")) {
                return;
            }
        }
        throw new IllegalStateException("no node took the key " + key);
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }
}
