package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One scrape of one target while it is under way. The worker fills it in; whoever ends it first, the worker or the
 * deadline, decides the result, and what comes later is ignored.
 */
final class ScrapeRun<S extends Session> {

    /** What a run ended with. */
    record Result(Diagnosis diagnosis, Duration duration, List<CollectorReport> reports, List<SampleTable> tables) {}

    private final Deadline deadline;
    private final List<Collector<S>> collectors;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    /** In the order of the collectors; null of one that was not asked yet. */
    private final @Nullable CollectorReport[] reports;

    private final List<SampleTable> tables = new ArrayList<>();
    private volatile @Nullable S session;

    ScrapeRun(Deadline deadline, List<Collector<S>> collectors) {
        this.deadline = deadline;
        this.collectors = List.copyOf(collectors);
        this.reports = new CollectorReport[this.collectors.size()];
    }

    Deadline deadline() {
        return deadline;
    }

    List<Collector<S>> collectors() {
        return collectors;
    }

    CompletableFuture<Result> result() {
        return result;
    }

    boolean isOver() {
        return result.isDone();
    }

    /** Names the session that {@link #abort()} cuts off. */
    void uses(S used) {
        session = used;
    }

    /** Cuts off the session this run works with, and no other run's. */
    void abort() {
        S used = session;
        if (used != null) {
            used.abort();
        }
    }

    /**
     * Takes in what a collector gave, and how it has fared so far.
     *
     * @param place the collector's among {@link #collectors()}
     */
    synchronized void report(int place, CollectorReport report, List<SampleTable> collected) {
        if (!result.isDone()) {
            reports[place] = report;
            tables.addAll(collected);
        }
    }

    /** Ends the run with what was collected so far. The first call counts; true when this was it. */
    boolean end(Diagnosis diagnosis) {
        Result end;
        synchronized (this) {
            Duration duration = Duration.ofNanos(System.nanoTime() - startedNanos);
            end = new Result(diagnosis, duration, reports(), List.copyOf(tables));
        }
        return result.complete(end);
    }

    private List<CollectorReport> reports() {
        List<CollectorReport> all = new ArrayList<>(reports.length);
        for (int i = 0; i < reports.length; i++) {
            CollectorReport report = reports[i];
            all.add(report == null ? CollectorReport.notRun(collectors.get(i).name()) : report);
        }
        return Collections.unmodifiableList(all);
    }
}
