package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;

/**
 * A Redis server to be watched: the room's entry point. Everything the server gives, under redis_exporter's names, in one
 * round trip over one connection; what is asked about keys comes from a thread beside it. Cheap to make, and connects to
 * nothing before the first scrape. Safe for use by any thread.
 *
 * @see RedisCluster for all nodes of a cluster
 */
public final class RedisTarget extends RedisSource<RedisSession> {
    private final List<Collector<RedisSession>> collectors;

    private RedisTarget(RedisSettings settings, InstantSource clock) {
        super(settings, RedisDiagnosis.of(settings), clock);
        this.collectors = collectors(collector -> collector, new KeysOfServer(scanner(), settings, clock));
    }

    public static RedisTarget of(RedisSettings settings) {
        return of(settings, InstantSource.system());
    }

    /** As {@link #of(RedisSettings)}, by the given clock. */
    public static RedisTarget of(RedisSettings settings, InstantSource clock) {
        return new RedisTarget(settings, clock);
    }

    @Override
    public List<Collector<RedisSession>> collectors() {
        return collectors;
    }

    @Override
    public RedisSession open(Deadline deadline) throws Exception {
        return RedisSession.open(settings(), commands(), times(), deadline);
    }

    /**
     * As {@link #open}, at this address and no other.
     *
     * @throws Exception when that fails
     */
    public RedisSession openAt(InetAddress address, Deadline deadline) throws Exception {
        return RedisSession.open(settings().at(address), commands(), times(), deadline);
    }

    /** What the thread beside it has found. */
    private record KeysOfServer(KeyScanner scanner, RedisSettings settings, InstantSource clock)
            implements Collector<RedisSession> {

        @Override
        public String name() {
            return Keys.NAME;
        }

        @Override
        public List<Family> families() {
            return Keys.FAMILIES;
        }

        @Override
        public Collected collect(RedisSession session, Deadline deadline) throws Exception {
            RedisSettings server = session.settings();
            // Whoever was sent to one address only follows nobody elsewhere, least of all with a password.
            boolean replica =
                    server.watch().keys().replica() && server.address().isEmpty();
            List<KeySource> sources = List.of(KeySource.of(server, session.info(), replica));
            return Keys.collect(scanner, sources, settings, deadline, clock);
        }
    }
}
