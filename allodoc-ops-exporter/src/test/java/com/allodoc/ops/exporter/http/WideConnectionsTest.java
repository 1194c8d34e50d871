package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WideConnectionsTest {
    private static final InetSocketAddress HERE = address(9187);
    private static final Duration SURELY_CLOSED = ConnectionLimits.idle().plusMinutes(6);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final WideConnections wide = new WideConnections(nanos::get);

    @BeforeEach
    void take_all_places() {
        for (int i = 1; i <= WideConnections.PLACES; i++) {
            assertThat(admits(i)).isTrue();
        }
    }

    private boolean admits(int client) {
        return wide.admits(HERE, address(client));
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void who_has_a_place_keeps_it_and_one_more_gets_none() {
        assertThat(admits(1)).isTrue();
        assertThat(admits(99)).isFalse();
        assertThat(admits(WideConnections.PLACES)).isTrue();
    }

    @Test
    void one_client_has_a_connection_to_each_listener() {
        assertThat(wide.admits(address(9188), address(1))).isFalse();
    }

    @Test
    void a_place_is_free_once_its_connection_must_be_closed() {
        pass(SURELY_CLOSED);

        assertThat(admits(99)).isTrue();
    }

    @Test
    void a_request_for_anything_keeps_the_place_because_the_connection_is_open() {
        pass(SURELY_CLOSED.dividedBy(2));
        for (int i = 1; i <= WideConnections.PLACES; i++) {
            wide.seen(HERE, address(i));
        }
        pass(SURELY_CLOSED.dividedBy(2).plusSeconds(30));

        assertThat(admits(99)).isFalse();
    }

    @Test
    void a_request_by_a_connection_without_a_place_takes_none() {
        wide.seen(HERE, address(99));

        assertThat(admits(99)).isFalse();
    }
}
