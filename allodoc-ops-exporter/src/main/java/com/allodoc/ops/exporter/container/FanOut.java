package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engine the same about many containers, several at a time and until a deadline. What has no answer by then is
 * left out: its connections are cut, so that nothing waits for a hung engine. The threads end when there is nothing to
 * ask. Used by one thread; {@link #abort()} and {@link #close()} by any.
 */
final class FanOut implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FanOut.class);

    /** For answers that cost the engine work. */
    static final int NARROW = 8;

    /** For answers that the engine only waits for. */
    static final int WIDE = 128;

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final ContainerSettings settings;
    private final ApiVersion version;
    private final Duration connectTimeout;
    /** An idle one is taken before another is started. The bound is met only when those before hang. */
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 2 * WIDE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), FanOut::thread);

    private @Nullable EngineClient client;
    private boolean closed;

    FanOut(ContainerSettings settings, ApiVersion version, Duration connectTimeout) {
        this.settings = settings;
        this.version = version;
        this.connectTimeout = connectTimeout;
    }

    /**
     * How many statistics to ask for at a time. Before Docker 25 an engine takes everybody's usage in one round a second,
     * so a question takes a second whether one is asked or a hundred (moby#46448).
     */
    int statisticsAtATime() {
        return version.hasImmediateStatistics() ? NARROW : WIDE;
    }

    /** One question about one container. */
    interface Call<V> {
        V ask(EngineClient client, String id) throws IOException;
    }

    /**
     * What came back.
     *
     * @param values by container id; those without one are gone, were refused or came too late
     * @param gone how many the engine no longer has
     * @param failure the first that was not an answer of the engine; empty when there was none
     */
    record Answers<V>(Map<String, V> values, int gone, Optional<IOException> failure) {}

    /** @param parallel how many at a time: {@link #NARROW} for what is work for the engine */
    <V> Answers<V> ask(Collection<String> ids, int parallel, Call<V> call, Deadline deadline) throws IOException {
        if (ids.isEmpty()) {
            return new Answers<>(Map.of(), 0, Optional.empty());
        }
        Work<V> work = new Work<>(connected(), ids, parallel, call);
        for (int i = 0; i < work.workers; i++) {
            threads.execute(work);
        }
        boolean done = false;
        try {
            done = work.finished.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!done) {
            work.cut = true;
            disconnect();
        }
        return new Answers<>(Map.copyOf(work.values), work.gone.get(), Optional.ofNullable(work.failure));
    }

    /** Lets one of the threads do something while the caller goes on. */
    <V> Future<V> beside(Callable<V> work) {
        return threads.submit(work);
    }

    private synchronized EngineClient connected() throws IOException {
        if (closed) {
            throw new IOException("the connection was closed");
        }
        EngineClient open = client;
        if (open == null) {
            open = EngineClient.of(settings, version, WIDE, connectTimeout);
            client = open;
        }
        return open;
    }

    private synchronized void disconnect() {
        EngineClient open = client;
        client = null;
        if (open != null) {
            // On a thread of its own: to say goodbye over TLS to an engine that hangs may block.
            thread(open::close).start();
        }
    }

    /** Makes the calls under way fail; later ones too. */
    void abort() {
        synchronized (this) {
            closed = true;
        }
        disconnect();
    }

    @Override
    public void close() {
        abort();
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "allodoc-docker-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** The questions of one call, shared by its workers. */
    private static final class Work<V> implements Runnable {
        private final EngineClient client;
        private final Call<V> call;
        private final Queue<String> waiting;
        private final int workers;
        private final CountDownLatch finished;
        private final Map<String, V> values = new ConcurrentHashMap<>();
        private final AtomicInteger gone = new AtomicInteger();
        private volatile @Nullable IOException failure;
        private volatile boolean cut;

        Work(EngineClient client, Collection<String> ids, int parallel, Call<V> call) {
            this.client = client;
            this.call = call;
            this.waiting = new ConcurrentLinkedQueue<>(ids);
            this.workers = Math.min(parallel, ids.size());
            this.finished = new CountDownLatch(workers);
        }

        @Override
        public void run() {
            try {
                for (String id = waiting.poll(); id != null && !cut; id = waiting.poll()) {
                    ask(id);
                }
            } finally {
                finished.countDown();
            }
        }

        private void ask(String id) {
            try {
                values.put(id, call.ask(client, id));
            } catch (EngineException e) {
                if (e.status() == 404 || e.status() == 409) {
                    gone.incrementAndGet();
                }
                log.debug("container={} no answer", id, e);
            } catch (IOException | RuntimeException e) {
                if (!cut && failure == null) {
                    failure = e instanceof IOException io ? io : new IOException(e.toString(), e);
                    waiting.clear();
                }
            }
        }
    }
}
