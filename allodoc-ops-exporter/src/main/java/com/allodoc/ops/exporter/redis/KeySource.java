package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server whose keys are worked on: itself, or a replica that does it in its place. Immutable.
 *
 * @param server the one that is watched
 * @param replicas who may do it instead, in order; they get the same credentials
 * @param clusterNode whether its replicas must be told that reading from them is meant
 */
record KeySource(RedisSettings server, List<RedisSettings> replicas, boolean clusterNode) {
    private static final Logger log = LoggerFactory.getLogger(KeySource.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final RedisCommand READ_ONLY = RedisCommand.of("+readonly", "READONLY");

    KeySource {
        replicas = List.copyOf(replicas);
    }

    /** An open connection and where it goes. */
    record Opened(RedisWire wire, boolean replica) {}

    /** The source of a server that says this: with its replicas, unless it is one itself. */
    static KeySource of(RedisSettings server, InfoReply info, boolean preferReplica) {
        List<RedisSettings> replicas = new ArrayList<>();
        InfoLine line = info.rows(Replication.SECTION);
        while (preferReplica && line.next()) {
            Optional<String> host = line.text("ip");
            String port = line.text("port").orElse("");
            boolean online = line.text("state").orElse("").equals("online");
            if (host.isPresent() && online && port.matches("[1-9]\\d{0,4}")) {
                replicas.add(server.at(host.get(), Integer.parseInt(port)));
            }
        }
        return new KeySource(server, replicas, false);
    }

    /** Connects to the first replica that lets us in, or else to the server itself. */
    Opened open() throws IOException, RedisException {
        for (RedisSettings replica : replicas) {
            try {
                RedisWire wire = RedisWire.open(replica, Deadline.after(PATIENCE));
                if (clusterNode) {
                    wire.send(READ_ONLY);
                    wire.receive();
                }
                return new Opened(wire, true);
            } catch (IOException | RedisException e) {
                log.debug("replica {} can't be asked for keys", replica.server(), e);
            }
        }
        return new Opened(RedisWire.open(server, Deadline.after(PATIENCE)), false);
    }
}
