package com.allodoc.ops.exporter.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices clients that hang up while their answer is still being collected, and cancels the work. The JDK's server
 * reads nothing of a connection until it has answered, so the kernel is asked: Linux lists its TCP connections and
 * their states in {@code /proc/self/net}. Elsewhere nobody is noticed, and the deadline ends the work. Safe for use by
 * any thread. See docs/adr/0026.
 */
final class Departures {
    private static final Logger log = LoggerFactory.getLogger(Departures.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final List<Path> tables;
    private final ScheduledExecutorService clock;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final LongAdder noticed = new LongAdder();

    Departures(ScheduledExecutorService clock) {
        this(clock, List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6")));
    }

    Departures(ScheduledExecutorService clock, List<Path> tables) {
        this.clock = clock;
        this.tables = tables.stream().filter(Files::isReadable).toList();
    }

    /** Cancels {@code work} when the client goes away before it is done. */
    void watch(InetSocketAddress here, InetSocketAddress client, CompletableFuture<?> work) {
        if (!tables.isEmpty()) {
            Waiting added = new Waiting(work, TcpTable.key(here, client));
            waiting.add(added);
            // Not at the next look: until then whatever the work has brought would be kept.
            work.whenComplete((done, failure) -> waiting.remove(added));
            lookLater();
        }
    }

    /** Clients that were noticed to have gone. */
    long noticed() {
        return noticed.sum();
    }

    private void lookLater() {
        if (isLooking.compareAndSet(false, true) && !clock.isShutdown()) {
            clock.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        isLooking.set(false);
        if (waiting.isEmpty()) {
            return;
        }
        Set<String> established = new HashSet<>();
        // Whoever comes while the tables are read is not in them, and is not looked for either.
        List<Waiting> candidates = List.copyOf(waiting);
        try {
            for (Path table : tables) {
                try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
                    lines.forEach(line -> TcpTable.established(line).ifPresent(established::add));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("the list of TCP connections could not be read; nobody is noticed to go away", e);
            return;
        }
        for (Waiting client : candidates) {
            if (!established.contains(client.connection)) {
                waiting.remove(client);
                if (client.work.cancel(true)) {
                    noticed.increment();
                }
            }
        }
        if (!waiting.isEmpty()) {
            lookLater();
        }
    }

    /** A client and what is done for it. Two of them are never equal. */
    private static final class Waiting {
        private final CompletableFuture<?> work;
        private final String connection;

        Waiting(CompletableFuture<?> work, String connection) {
            this.work = work;
            this.connection = connection;
        }
    }
}
