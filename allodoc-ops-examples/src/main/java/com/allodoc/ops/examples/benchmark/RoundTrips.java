package com.allodoc.ops.examples.benchmark;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts how often each contender waits for its server in one scrape, once it has settled. */
final class RoundTrips {
    private static final int SCRAPES = 10;

    private RoundTrips() {}

    /** By what is watched and who watches: {@code PostgreSQL/AlloDoc Ops}. */
    static Map<String, Double> count(Contenders contenders, Watched watched) throws IOException, InterruptedException {
        Map<String, Double> trips = new TreeMap<>();
        try (CountingProxy proxy = new CountingProxy(watched.postgresPort())) {
            count(
                    trips,
                    proxy,
                    Optional.of(contenders.ours(Contenders.POSTGRES, Contenders.postgresTarget(proxy.port()))));
        }
        try (CountingProxy proxy = new CountingProxy(watched.postgresPort())) {
            count(trips, proxy, contenders.postgresPeer(proxy.port()));
        }
        try (CountingProxy proxy = new CountingProxy(watched.redisPort())) {
            count(trips, proxy, Optional.of(contenders.ours(Contenders.REDIS, Contenders.redisTarget(proxy.port()))));
        }
        try (CountingProxy proxy = new CountingProxy(watched.redisPort())) {
            count(trips, proxy, contenders.redisPeer(proxy.port()));
        }
        return trips;
    }

    private static void count(Map<String, Double> trips, CountingProxy proxy, Optional<Contender> contender)
            throws IOException, InterruptedException {
        if (contender.isEmpty()) {
            return;
        }
        try (Contender counted = contender.get()) {
            long before = proxy.trips();
            counted.turn(SCRAPES);
            trips.put(counted.watches() + '/' + counted.name(), (double) (proxy.trips() - before) / SCRAPES);
        }
    }
}
