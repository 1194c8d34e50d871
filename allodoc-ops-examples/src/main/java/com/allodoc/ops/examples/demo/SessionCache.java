package com.allodoc.ops.examples.demo;

import java.util.SplittableRandom;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/** The backend's use of Redis: sessions that end by themselves, and a cache that is hit and missed. */
final class SessionCache {
    private static final int KEYS = 400;

    private final int port;
    private final SplittableRandom random = new SplittableRandom(2026);

    SessionCache(int port) {
        this.port = port;
    }

    void fill() {
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            for (int i = 0; i < KEYS; i++) {
                redis.set("cache:schedule:" + i, "x".repeat(100 + i));
            }
        }
    }

    /** Works until it is interrupted. */
    void work() throws InterruptedException {
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            while (!Thread.currentThread().isInterrupted()) {
                redis.get("cache:schedule:" + random.nextInt(KEYS + KEYS / 4));
                redis.set("session:" + random.nextInt(2_000), "open", new SetParams().ex(60 + random.nextInt(600)));
                Thread.sleep(5 + random.nextInt(20));
            }
        }
    }
}
