package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A Redis server to be watched: the room's entry point. Everything the server gives, under redis_exporter's names, in one
 * round trip over one connection; what is asked about keys comes from a thread beside it. Cheap to make, and connects to
 * nothing before the first scrape. Safe for use by any thread.
 *
 * @see RedisCluster for all nodes of a cluster
 */
public final class RedisTarget implements Target<RedisSession> {
    static final String SOURCE = "redis";

    private final RedisSettings settings;
    private final List<Collector<RedisSession>> collectors;
    private final List<RedisCommand> commands;
    private final RedisDiagnosis diagnosis;
    private final RedisTimes times = new RedisTimes();
    private final RedisEnvelope envelope = new RedisEnvelope(times);
    private final KeyScanner scanner;

    private RedisTarget(RedisSettings settings, InstantSource clock) {
        this.settings = requireNonNull(settings, "settings");
        List<RedisCollector> ofServer = RedisCollectors.all(settings.watch(), clock);
        this.scanner = new KeyScanner(settings, clock);
        this.commands = commands(ofServer);
        List<Collector<RedisSession>> all = new ArrayList<>(ofServer);
        all.add(new KeysOfServer(scanner, settings, clock));
        this.collectors = List.copyOf(all);
        this.diagnosis = RedisDiagnosis.of(settings);
    }

    static List<RedisCommand> commands(Collection<RedisCollector> collectors) {
        return collectors.stream()
                .flatMap(collector -> collector.commands().stream())
                .distinct()
                .toList();
    }

    public static RedisTarget of(RedisSettings settings) {
        return of(settings, InstantSource.system());
    }

    /** As {@link #of(RedisSettings)}, by the given clock. */
    public static RedisTarget of(RedisSettings settings, InstantSource clock) {
        return new RedisTarget(settings, clock);
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String server() {
        return settings.server();
    }

    @Override
    public List<Collector<RedisSession>> collectors() {
        return collectors;
    }

    @Override
    public RedisSession open(Deadline deadline) throws Exception {
        return RedisSession.open(settings, commands, times, deadline);
    }

    /**
     * As {@link #open}, at this address and no other.
     *
     * @throws Exception when that fails
     */
    public RedisSession openAt(InetAddress address, Deadline deadline) throws Exception {
        return RedisSession.open(settings.at(address), commands, times, deadline);
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
        return diagnosis.diagnose(failure);
    }

    @Override
    public List<SampleTable> envelope(ScrapeReport report) {
        return envelope.tables(report);
    }

    @Override
    public List<Family> envelopeFamilies() {
        return RedisEnvelope.FAMILIES;
    }

    @Override
    public void close() {
        scanner.close();
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
