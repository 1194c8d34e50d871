package com.allodoc.ops.exporter.testing;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Session;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.UpReason;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A target whose every step a test decides. */
public final class FakeTarget implements Target<FakeTarget.FakeSession> {
    public static final Family UP = Family.gauge("fake_up", "Whether the fake is up.");

    private final String name;
    private final List<Collector<FakeSession>> collectors = new ArrayList<>();
    public final AtomicInteger opened = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();
    public final AtomicInteger begun = new AtomicInteger();
    public volatile Step onOpen = deadline -> {};
    public volatile Step onBegin = deadline -> {};
    public volatile boolean diesOnFailure;

    /** Something that may fail or take its time. */
    @FunctionalInterface
    public interface Step {
        void run(Deadline deadline) throws Exception;
    }

    public FakeTarget(String name) {
        this.name = name;
    }

    public FakeTarget collector(String collector, SampleTable... tables) {
        return collector(collector, session -> Collected.of(tables));
    }

    public FakeTarget collector(String collector, Reading reading) {
        collectors.add(new FakeCollector(collector, reading));
        return this;
    }

    /** Gives the collector added last a minimum interval. */
    public FakeTarget every(Duration interval) {
        int last = collectors.size() - 1;
        collectors.set(last, collectors.get(last).every(interval));
        return this;
    }

    /** What a collector does. */
    @FunctionalInterface
    public interface Reading {
        Collected from(FakeSession session) throws Exception;
    }

    @Override
    public String source() {
        return "fake";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String server() {
        return name + ":1";
    }

    @Override
    public List<Collector<FakeSession>> collectors() {
        return collectors;
    }

    @Override
    public FakeSession open(Deadline deadline) throws Exception {
        onOpen.run(deadline);
        opened.incrementAndGet();
        return new FakeSession();
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
        UpReason reason = failure instanceof ConnectException ? UpReason.REFUSED : UpReason.LOST;
        return new Diagnosis(reason, String.valueOf(failure.getMessage()));
    }

    @Override
    public List<SampleTable> envelope(ScrapeReport report) {
        return List.of(SampleTable.single(UP, report.isUp() ? 1 : 0));
    }

    @Override
    public List<Family> envelopeFamilies() {
        return List.of(UP);
    }

    /** Its session. */
    public final class FakeSession implements Session {
        private final CountDownLatch aborted = new CountDownLatch(1);
        private volatile boolean dead;

        /** Blocks as a hung server does, until somebody aborts. */
        public void hang() throws IOException, InterruptedException {
            aborted.await();
            throw new IOException("connection closed");
        }

        public void die() {
            dead = true;
        }

        @Override
        public void begin(Deadline deadline) throws Exception {
            begun.incrementAndGet();
            onBegin.run(deadline);
        }

        @Override
        public void end() {}

        @Override
        public boolean isAlive() {
            return !dead && aborted.getCount() > 0 && !diesOnFailure;
        }

        @Override
        public void abort() {
            aborted.countDown();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private record FakeCollector(String name, Reading reading) implements Collector<FakeSession> {
        @Override
        public List<Family> families() {
            return List.of();
        }

        @Override
        public Collected collect(FakeSession session, Deadline deadline) throws Exception {
            return reading.from(session);
        }
    }
}
