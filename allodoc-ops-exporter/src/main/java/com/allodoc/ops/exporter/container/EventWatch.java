package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the engine's events on one connection and remembers when each container last had one, so that only those
 * are inspected again. As long as it is not listening, no inspection is worth anything. Safe for use by any thread.
 */
final class EventWatch {
    private static final Logger log = LoggerFactory.getLogger(EventWatch.class);
    private static final AtomicInteger THREADS = new AtomicInteger();

    /**
     * An engine may tell of an event before its own records show it, and answer that it will tell before it listens
     * itself; an inspection made so soon after is made again.
     */
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** Docker's names, and Podman's where they differ. */
    private static final Set<String> ACTIONS = Set.of(
            "create",
            "start",
            "die",
            "died",
            "oom",
            "pause",
            "unpause",
            "rename",
            "restart",
            "update",
            "health_status",
            "exec_die",
            "exec_died",
            "destroy",
            "remove");

    private static final Set<String> ENDED = Set.of("destroy", "remove");

    private static final String PATH = "/events?filters=" + URLEncoder.encode(filters(), StandardCharsets.UTF_8);

    private final EngineClient engine;
    private final Map<String, Long> touched = new ConcurrentHashMap<>();
    private final Map<String, Integer> ooms = new ConcurrentHashMap<>();
    private volatile boolean listening;
    private volatile boolean listened;
    private volatile boolean refused;
    private volatile long since;
    private volatile long lastEvent;
    private @Nullable Thread thread;

    EventWatch(EngineClient engine) {
        this.engine = engine;
    }

    /** Starts to listen, or starts again when the engine hung up. Returns at once. */
    synchronized void ensure() {
        Thread running = thread;
        if (refused || (running != null && running.isAlive())) {
            return;
        }
        Thread next = new Thread(this::listen, "allodoc-docker-events-" + THREADS.incrementAndGet());
        next.setDaemon(true);
        thread = next;
        next.start();
    }

    /** Whether nothing has happened to a container since it was inspected at this time of {@link System#nanoTime()}. */
    boolean covers(String id, long inspectedAt) {
        if (!listening || inspectedAt - since < SETTLING.toNanos()) {
            return false;
        }
        Long last = touched.get(id);
        return last == null || inspectedAt - last > SETTLING.toNanos();
    }

    /** Whether nothing has happened to any container since they were listed at this time of {@link System#nanoTime()}. */
    boolean coversAll(long listedAt) {
        return listening && listedAt - lastEvent > SETTLING.toNanos();
    }

    /** How often the engine told that a container was out of memory; NaN when it never told anything. */
    double oomEvents(String id) {
        return listened ? ooms.getOrDefault(id, 0) : Double.NaN;
    }

    private void listen() {
        try (DockerHttpClient.Response response = engine.open(PATH)) {
            since = System.nanoTime();
            lastEvent = since;
            listening = true;
            listened = true;
            read(response);
        } catch (EngineException e) {
            refused = true;
            log.info("container events=refused every scrape inspects every container instead: {}", e.getMessage());
        } catch (IOException | RuntimeException e) {
            log.debug("the event stream ended", e);
        }
        touched.clear();
    }

    private void read(DockerHttpClient.Response response) throws IOException {
        try {
            // Blocks until the first event comes, which may take days.
            MappingIterator<JsonNode> events =
                    EngineClient.json().readerFor(JsonNode.class).readValues(response.getBody());
            while (events.hasNextValue()) {
                note(events.nextValue());
            }
        } finally {
            listening = false;
        }
    }

    private void note(JsonNode event) {
        String action = event.path("Action").asText(event.path("status").asText());
        JsonNode actor = event.path("Actor");
        String id = actor.path("ID").asText(event.path("id").asText());
        boolean goodProbe = action.startsWith("exec_die")
                && actor.path("Attributes").path("exitCode").asText().equals("0");
        if (!goodProbe) {
            lastEvent = System.nanoTime();
        }
        if (action.equals("oom")) {
            ooms.merge(id, 1, Integer::sum);
        }
        if (ENDED.contains(action)) {
            touched.remove(id);
            ooms.remove(id);
        } else if (!id.isEmpty() && !goodProbe) {
            touched.put(id, System.nanoTime());
        }
    }

    private static String filters() {
        String actions = ACTIONS.stream().sorted().map(a -> '"' + a + '"').collect(Collectors.joining(","));
        return "{\"type\":[\"container\"],\"event\":[" + actions + "]}";
    }
}
