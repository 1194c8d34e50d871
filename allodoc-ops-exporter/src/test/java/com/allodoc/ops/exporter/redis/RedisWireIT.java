package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.CountingProxy;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What a scrape is on the wire, counted between the exporter and a real server; redis_exporter's beside it. */
class RedisWireIT {
    private static final int SCRAPES = 10;

    @Test
    void a_scrape_is_one_round_trip_and_fewer_bytes_than_redis_exporters(TestReporter reporter) throws IOException {
        try (RedisServer server = RedisServer.debian();
                CountingProxy ours = CountingProxy.to(server.port());
                CountingProxy theirs = CountingProxy.to(server.port());
                Scrapes scrapes = Scrapes.of(ours.port());
                PeerExporter peer = PeerExporter.of(theirs.port())) {
            server.command("SET", "a", "1");
            String mine = count(ours, scrapes::page);
            String peers = count(theirs, peer::page);
            reporter.publishEntry("redis wire", "ours: " + mine + "; redis_exporter: " + peers);
            assertThat(mine).startsWith("1 round trip, 0 connections");
            assertThat(bytes(mine)).isLessThan(bytes(peers));
        }
    }

    @Test
    void a_scrape_with_keys_in_the_background_is_one_round_trip_too() throws IOException {
        try (RedisServer server = RedisServer.start();
                CountingProxy proxy = CountingProxy.to(server.port());
                Scrapes scrapes = new Scrapes(Scrapes.settings(proxy.port())
                        .watch(RedisWatch.builder()
                                .keys(RedisKeys.builder()
                                        .count(List.of(new KeySpec(0, "*")))
                                        .build())
                                .build())
                        .build())) {
            server.command("SET", "a", "1");
            assertThat(count(proxy, scrapes::page)).startsWith("1 round trip, 0 connections");
        }
    }

    /** Of one scrape, after the first two have logged in, learnt the version and looked at the keys. */
    private static String count(CountingProxy proxy, Runnable scrape) {
        scrape.run();
        scrape.run();
        long trips = proxy.roundTrips();
        long connections = proxy.connections();
        long sent = proxy.sent();
        long received = proxy.received();
        for (int i = 0; i < SCRAPES; i++) {
            scrape.run();
        }
        long each = (proxy.roundTrips() - trips) / SCRAPES;
        return each + (each == 1 ? " round trip, " : " round trips, ") + (proxy.connections() - connections) / SCRAPES
                + " connections, " + (proxy.sent() - sent) / SCRAPES + " bytes sent, "
                + (proxy.received() - received) / SCRAPES + " bytes received";
    }

    private static long bytes(String counted) {
        String[] words = counted.split(", ");
        return Long.parseLong(words[2].split(" ")[0]) + Long.parseLong(words[3].split(" ")[0]);
    }
}
