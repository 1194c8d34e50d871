package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to every node of a cluster, kept from scrape to scrape. {@link #begin} asks one of them who belongs to
 * the cluster now, then asks all at once and hears them one after the other; a node that does not answer costs a part of
 * the time and its own metrics. Used by one thread, except for {@link #abort()}.
 */
public final class RedisClusterSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(RedisClusterSession.class);

    /** For a node that the cluster itself has given up. */
    private static final Duration FAILED_PATIENCE = Duration.ofMillis(200);

    private final RedisSettings seed;
    private final List<RedisCommand> commands;
    private final RedisTimes times;
    private final Map<String, RedisSession> sessions = new ConcurrentHashMap<>();
    private final Map<ClusterNode, RedisSession> answered = new LinkedHashMap<>();
    private List<ClusterNode> nodes = List.of();
    private volatile boolean closed;

    RedisClusterSession(RedisSettings seed, List<RedisCommand> commands, RedisTimes times) {
        this.seed = seed;
        this.commands = commands;
        this.times = times;
    }

    @Override
    public void begin(Deadline deadline) throws Exception {
        answered.clear();
        nodes = members(deadline);
        sessions.keySet().stream()
                .filter(address ->
                        nodes.stream().noneMatch(node -> node.address().equals(address)))
                .forEach(this::forget);
        Map<ClusterNode, RedisSession> asked = new LinkedHashMap<>();
        Exception first = null;
        for (ClusterNode node : nodes) {
            try {
                asked.put(node, ask(node, share(node, deadline)));
            } catch (IOException | RedisException e) {
                first = failed(node, e, first);
            }
        }
        for (Map.Entry<ClusterNode, RedisSession> entry : asked.entrySet()) {
            try {
                entry.getValue().hear(share(entry.getKey(), deadline));
                answered.put(entry.getKey(), entry.getValue());
            } catch (RedisException e) {
                first = failed(entry.getKey(), e, first);
            }
        }
        if (answered.isEmpty()) {
            throw first == null ? RedisException.protocol("the cluster has no nodes", null) : first;
        }
    }

    /** The nodes as the first that answers knows them: the configured one, or any known from before. */
    private List<ClusterNode> members(Deadline deadline) throws IOException, RedisException {
        List<RedisSettings> places = new ArrayList<>();
        nodes.stream().filter(node -> sessions.containsKey(node.address())).forEach(node -> places.add(place(node)));
        places.add(seed);
        nodes.forEach(node -> places.add(place(node)));
        Exception first = null;
        for (RedisSettings place : places) {
            try {
                return members(place, deadline.atMost(deadline.remaining().dividedBy(4)));
            } catch (IOException | RedisException e) {
                forget(place.server());
                first = first == null ? e : first;
            }
        }
        if (first instanceof IOException io) {
            throw io;
        }
        throw (RedisException) first;
    }

    private List<ClusterNode> members(RedisSettings place, Deadline deadline) throws IOException, RedisException {
        RedisSession session = open(place, deadline);
        session.deadline(deadline);
        RedisReply reply = session.exchange(List.of(ClusterNode.NODES)).get(0);
        String error = reply.error();
        if (error != null && error.contains("cluster support disabled")) {
            return List.of(new ClusterNode("", place.host(), place.port(), Set.of("master"), "-"));
        }
        if (error != null) {
            throw RedisException.refused(ClusterNode.NODES, error);
        }
        return ClusterNode.parse(reply.text().orElse(""), place);
    }

    private RedisSession ask(ClusterNode node, Deadline deadline) throws IOException, RedisException {
        RedisSession kept = sessions.get(node.address());
        if (kept != null) {
            try {
                kept.ask(deadline);
                return kept;
            } catch (RedisException e) {
                log.debug("node {} has closed its connection", node.address(), e);
                forget(node.address());
            }
        }
        RedisSession fresh = open(place(node), deadline);
        fresh.ask(deadline);
        return fresh;
    }

    private RedisSession open(RedisSettings place, Deadline deadline) throws IOException, RedisException {
        RedisSession kept = sessions.get(place.server());
        if (kept != null && kept.isAlive()) {
            return kept;
        }
        RedisSession fresh = RedisSession.open(place, commands, times, deadline);
        sessions.put(place.server(), fresh);
        if (closed) {
            fresh.close();
        }
        return fresh;
    }

    private static Deadline share(ClusterNode node, Deadline deadline) {
        return deadline.atMost(
                node.isFailed() ? FAILED_PATIENCE : deadline.remaining().dividedBy(3));
    }

    private RedisSettings place(ClusterNode node) {
        return seed.at(node.host(), node.port());
    }

    private Exception failed(ClusterNode node, Exception failure, @Nullable Exception first) {
        log.debug("node {} does not answer", node.address(), failure);
        forget(node.address());
        return first == null ? failure : first;
    }

    private void forget(String address) {
        RedisSession session = sessions.remove(address);
        if (session != null) {
            session.close();
        }
    }

    /** Every node of the cluster, in the order in which they were asked. */
    List<ClusterNode> nodes() {
        return nodes;
    }

    /** Those that have answered, with what they said. */
    Map<ClusterNode, RedisSession> answered() {
        return answered;
    }

    /** Every master, and the replicas that may be asked for its keys. */
    List<KeySource> keySources(boolean preferReplica) {
        List<KeySource> sources = new ArrayList<>();
        for (ClusterNode master : nodes) {
            if (master.isMaster() && !master.isFailed()) {
                List<RedisSettings> replicas = nodes.stream()
                        .filter(node -> preferReplica && node.master().equals(master.id()) && !node.isFailed())
                        .map(this::place)
                        .toList();
                sources.add(new KeySource(place(master), replicas, true));
            }
        }
        return sources;
    }

    @Override
    public void end() {
        answered.values().forEach(RedisSession::end);
    }

    @Override
    public boolean isAlive() {
        return !closed;
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(RedisSession::close);
    }
}
