package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;

/**
 * A Redis server to be watched: the room's entry point. Everything INFO gives, under redis_exporter's names, in one
 * round trip over one connection. Safe for use by any thread; immutable, but for the sums of its own envelope.
 */
public final class RedisTarget implements Target<RedisSession> {
    private final RedisSettings settings;
    private final List<Collector<RedisSession>> collectors;
    private final List<RedisCommand> commands;
    private final RedisDiagnosis diagnosis;
    private final RedisTimes times = new RedisTimes();
    private final RedisEnvelope envelope = new RedisEnvelope(times);

    private RedisTarget(RedisSettings settings, List<RedisCollector> collectors) {
        this.settings = requireNonNull(settings, "settings");
        this.collectors = List.copyOf(collectors);
        this.commands = collectors.stream()
                .flatMap(collector -> collector.commands().stream())
                .distinct()
                .toList();
        this.diagnosis = RedisDiagnosis.of(settings, commands);
    }

    public static RedisTarget of(RedisSettings settings) {
        return of(settings, InstantSource.system());
    }

    /** As {@link #of(RedisSettings)}, by the given clock. */
    public static RedisTarget of(RedisSettings settings, InstantSource clock) {
        return new RedisTarget(settings, RedisCollectors.all(clock));
    }

    @Override
    public String source() {
        return "redis";
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
}
