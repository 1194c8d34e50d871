package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes one target: opens or reuses its one {@link Session}, runs its {@link Collector}s one after the other and
 * closes the result into a {@link Snapshot} with its own envelope. A target that is down or hangs yields a snapshot
 * that says so, in time. Safe for use by any thread; at most one of them works for a target, the others queue.
 *
 * @param <S> the target's kind of session
 */
public final class TargetScraper<S extends Session> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TargetScraper.class);

    /** Collectors stop this much before the deadline, so that an answering server is not taken for a hung one. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private static final String SERVER = "server";
    private static final Diagnosis UP = new Diagnosis(UpReason.OK, "");

    private final Target<S> target;
    private final @Nullable String serverLabel;
    private final ScrapeThreads threads;
    private final InstantSource clock;
    private final TargetLog targetLog;
    private final AtomicLong scrapes = new AtomicLong();
    private final Map<String, Instant> lastSuccesses = new ConcurrentHashMap<>();
    private final Map<String, Long> dropped = new ConcurrentHashMap<>();
    private final Map<String, Duration> intervals;

    private final KeptResults kept = new KeptResults();

    private final Deque<ScrapeRun<S>> waiting = new ArrayDeque<>();
    private boolean working;
    private boolean closed;
    private volatile @Nullable S session;
    private volatile @Nullable Parts parts;
    private volatile @Nullable ScrapeReport lastReport;

    /**
     * A scraper of {@code target}.
     *
     * @param serverLabel value of the label {@code server} on every series, or empty for none; a source with one target
     *     has none and so looks exactly like its peer
     */
    public TargetScraper(Target<S> target, Optional<String> serverLabel, ScrapeThreads threads, InstantSource clock) {
        this.target = target;
        this.serverLabel = serverLabel.orElse(null);
        this.threads = threads;
        this.clock = clock;
        this.targetLog = new TargetLog(target.source(), target.name());
        this.intervals = target.collectors().stream()
                .collect(Collectors.toMap(Collector::name, Collector::minimumInterval, (one, other) -> one));
    }

    public Target<S> target() {
        return target;
    }

    /** How the last scrape went; empty before the first. */
    public Optional<ScrapeReport> lastReport() {
        return Optional.ofNullable(lastReport);
    }

    /**
     * Scrapes, and answers at the deadline at the latest with what there is by then. Cancelling the future cuts the
     * scrape off, which says nothing about the target.
     *
     * @return a future that never fails by itself; empty when the filter asks for nothing of this target
     */
    public Optional<CompletableFuture<Snapshot>> scrape(Deadline deadline, ScrapeFilter filter) {
        List<Collector<S>> wanted = wanted(filter);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        ScrapeRun<S> run = new ScrapeRun<>(deadline, wanted);
        CompletableFuture<Snapshot> snapshot = run.result().thenApply(this::close);
        snapshot.whenComplete((done, failure) -> {
            if (snapshot.isCancelled()) {
                abandon(run);
            }
        });
        threads.at(deadline, () -> expire(run), run.result());
        enqueue(run);
        return Optional.of(snapshot);
    }

    private List<Collector<S>> wanted(ScrapeFilter filter) {
        List<Collector<S>> all = target.collectors();
        return filter.isAll()
                ? all
                : all.stream()
                        .filter(c -> filter.wants(target.source(), c.name()))
                        .toList();
    }

    /** As {@link #scrape}; a filter that asks for nothing of this target gets a snapshot of nothing. */
    CompletableFuture<Snapshot> scrapeAlone(Deadline deadline, ScrapeFilter filter) {
        return scrape(deadline, filter)
                .orElseGet(() -> CompletableFuture.completedFuture(
                        new Snapshot(target.source(), target.name(), clock.instant(), List.of())));
    }

    private void enqueue(ScrapeRun<S> run) {
        synchronized (waiting) {
            if (closed) {
                run.end(new Diagnosis(UpReason.ERROR, "the exporter is stopping"));
                return;
            }
            waiting.add(run);
            if (working) {
                return;
            }
            working = true;
        }
        threads.execute(this::work);
    }

    private void work() {
        ScrapeRun<S> run;
        synchronized (waiting) {
            run = waiting.poll();
        }
        if (run != null) {
            work(run);
        }
        goOn();
    }

    private void work(ScrapeRun<S> run) {
        try {
            if (!run.isOver() && !run.end(collect(run))) {
                // The deadline was first and has cut the session off.
                drop();
            }
        } catch (Throwable e) {
            // The barrier: nothing a source does may end the worker or leave its reader waiting.
            log.error("source={} target={} unexpected failure", target.source(), target.name(), e);
            drop();
            run.end(new Diagnosis(UpReason.ERROR, e.toString()));
        }
    }

    /** With another thread, if somebody waits: this one goes on with what it brought. */
    private void goOn() {
        synchronized (waiting) {
            working = !waiting.isEmpty();
            if (closed) {
                drop();
            }
            if (!working) {
                return;
            }
        }
        threads.execute(this::work);
    }

    private Diagnosis collect(ScrapeRun<S> run) {
        S open;
        try {
            open = begin(run);
        } catch (Exception e) {
            drop();
            return target.diagnose(e);
        }
        Round<S> round = new Round<>(target, kept, clock, run, run.deadline().earlierBy(MARGIN));
        Optional<Diagnosis> failure = round.collect(open);
        round.parts().ifPresent(fared -> parts = fared);
        if (failure.isPresent()) {
            drop();
            return failure.get();
        }
        try {
            open.end();
        } catch (Exception e) {
            log.debug("source={} target={} session ended badly; a new one follows", target.source(), target.name(), e);
            drop();
        }
        return UP;
    }

    /** A kept session may have died since the last scrape, which is no news about the server: try a new one once. */
    private S begin(ScrapeRun<S> run) throws Exception {
        S old = session;
        if (old != null) {
            try {
                if (old.isWornOut()) {
                    old.close();
                    session = null;
                    return open(run);
                }
                if (old.isAlive()) {
                    run.uses(old);
                    old.begin(run.deadline());
                    return old;
                }
            } catch (Exception e) {
                log.debug("source={} target={} kept session is gone", target.source(), target.name(), e);
            }
            drop();
        }
        return open(run);
    }

    private S open(ScrapeRun<S> run) throws Exception {
        S fresh = target.open(run.deadline());
        session = fresh;
        run.uses(fresh);
        fresh.begin(run.deadline());
        return fresh;
    }

    private void expire(ScrapeRun<S> run) {
        if (run.end(new Diagnosis(UpReason.TIMEOUT, noAnswer()))) {
            synchronized (waiting) {
                waiting.remove(run);
            }
            run.abort();
        }
    }

    private void abandon(ScrapeRun<S> run) {
        if (run.result().cancel(false)) {
            synchronized (waiting) {
                waiting.remove(run);
            }
            run.abort();
        }
    }

    private String noAnswer() {
        return target.server() + " did not answer before the scrape's deadline; look whether it hangs, or give the"
                + " scrape more time (scrape_timeout in prometheus.yml)";
    }

    private Snapshot close(ScrapeRun.Result result) {
        Instant now = clock.instant();
        ScrapeReport report = new ScrapeReport(
                result.diagnosis(),
                now,
                result.duration(),
                result.reports(),
                Optional.ofNullable(parts),
                scrapes.incrementAndGet());
        for (CollectorReport collector : result.reports()) {
            dropped.merge(collector.collector(), (long) collector.dropped(), Long::sum);
            if (collector.status() == CollectorReport.Status.SUCCEEDED) {
                lastSuccesses.put(collector.collector(), now);
            }
        }
        lastReport = report;
        targetLog.note(report);
        List<SampleTable> tables = new ArrayList<>();
        result.tables().forEach(table -> tables.add(withServer(table)));
        target.envelope(report).forEach(table -> tables.add(withServer(table)));
        tables.addAll(Envelope.tables(target.source(), target.name(), report, lastSuccesses, dropped, intervals));
        return new Snapshot(target.source(), target.name(), now, tables);
    }

    private SampleTable withServer(SampleTable table) {
        if (serverLabel == null) {
            return table;
        }
        // Some of the peers' tables name their server always, however many there are.
        boolean named =
                table.constantNames().contains(SERVER) || table.labelNames().contains(SERVER);
        return named ? table : table.with(SERVER, serverLabel);
    }

    private void drop() {
        S old = session;
        session = null;
        // The next session may be one of another server behind the same name.
        kept.forget();
        parts = null;
        if (old != null) {
            old.close();
        }
    }

    /** Ends the session. A scrape under way is cut off and answers that the exporter is stopping. */
    @Override
    public void close() {
        List<ScrapeRun<S>> left;
        synchronized (waiting) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            S open = session;
            if (!working) {
                drop();
            } else if (open != null) {
                open.abort();
            }
        }
        left.forEach(run -> run.end(new Diagnosis(UpReason.ERROR, "the exporter is stopping")));
        target.close();
    }
}
