package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large the writable layers of all containers are. To tell, an engine walks over every file in them, which may take
 * minutes: it is asked on a thread of its own, by a scrape that finds the last answer too old, and only where the
 * configuration says how old it may be. Used by one thread.
 */
final class LayerSizes {
    private static final Logger log = LoggerFactory.getLogger(LayerSizes.class);
    private static final String PATH = ListedContainer.PATH + "&size=true";

    private final Optional<Duration> every;
    private final EngineClient engine;
    private final InstantSource clock;
    private volatile @Nullable Answer newest;
    private @Nullable Thread asking;
    private long askedAt;

    /**
     * What an engine answered.
     *
     * @param bytes by container id
     */
    record Answer(Instant at, Map<String, Long> bytes) {
        Answer {
            bytes = Map.copyOf(bytes);
        }
    }

    LayerSizes(Optional<Duration> every, EngineClient engine, InstantSource clock) {
        this.every = every;
        this.engine = engine;
        this.clock = clock;
    }

    /** The last answer, empty before the first; asks for another when it is old and nobody is waiting for one. */
    Optional<Answer> newest() {
        Thread waiting = asking;
        boolean due = waiting == null
                || System.nanoTime() - askedAt > every.orElseThrow().toNanos();
        if (due && (waiting == null || !waiting.isAlive())) {
            Thread thread = new Thread(this::ask, "allodoc-docker-sizes");
            thread.setDaemon(true);
            asking = thread;
            askedAt = System.nanoTime();
            thread.start();
        }
        return Optional.ofNullable(newest);
    }

    private void ask() {
        try {
            Map<String, Long> bytes = new HashMap<>();
            for (JsonNode entry : engine.get(PATH)) {
                // Left out for a layer without a file.
                bytes.put(entry.path("Id").asText(), entry.path("SizeRw").asLong(0));
            }
            newest = new Answer(clock.instant(), bytes);
        } catch (IOException | RuntimeException e) {
            log.debug("the engine did not tell the sizes of the layers", e);
        }
    }
}
