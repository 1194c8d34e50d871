package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Session;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a single server and a cluster have in common as targets: their name and place, the commands of the round trip,
 * redis_exporter's names for how a scrape went, and the work on keys beside it.
 */
abstract sealed class RedisSource<S extends Session> implements Target<S> permits RedisTarget, RedisCluster {
    static final String SOURCE = "redis";

    private final RedisSettings settings;
    private final List<RedisCollector> ofServer;
    private final List<RedisCommand> commands;
    private final RedisDiagnosis diagnosis;
    private final RedisTimes times = new RedisTimes();
    private final RedisEnvelope envelope = new RedisEnvelope(times);
    private final KeyScanner scanner;

    RedisSource(RedisSettings settings, RedisDiagnosis diagnosis, InstantSource clock) {
        this.settings = requireNonNull(settings, "settings");
        this.diagnosis = diagnosis;
        this.ofServer = RedisCollectors.of(settings.watch(), clock);
        this.commands = RedisCollectors.commands(ofServer);
        this.scanner = new KeyScanner(settings, clock);
    }

    final RedisSettings settings() {
        return settings;
    }

    final List<RedisCommand> commands() {
        return commands;
    }

    final RedisTimes times() {
        return times;
    }

    final KeyScanner scanner() {
        return scanner;
    }

    /** The collectors of a server, as this kind of target asks them, and that of the keys, as far as they are wanted. */
    final List<Collector<S>> collectors(Function<RedisCollector, Collector<S>> ofOneServer, Collector<S> ofKeys) {
        List<Collector<S>> all = new ArrayList<>();
        ofServer.forEach(collector -> all.add(ofOneServer.apply(collector)));
        if (settings.watch().runs(ofKeys.name())) {
            all.add(ofKeys);
        }
        return List.copyOf(all);
    }

    @Override
    public final String source() {
        return SOURCE;
    }

    @Override
    public final String name() {
        return settings.name();
    }

    @Override
    public final String server() {
        return settings.server();
    }

    @Override
    public final Diagnosis diagnose(Throwable failure) {
        return diagnosis.diagnose(failure);
    }

    @Override
    public final List<SampleTable> envelope(ScrapeReport report) {
        return envelope.tables(report);
    }

    @Override
    public final List<Family> envelopeFamilies() {
        return RedisEnvelope.FAMILIES;
    }

    @Override
    public final void close() {
        scanner.close();
    }
}
