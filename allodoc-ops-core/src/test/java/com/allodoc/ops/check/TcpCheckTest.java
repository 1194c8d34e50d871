package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpCheckTest {
    private static CheckResult ask(TcpCheck check) throws Exception {
        return check.run(CheckContext.of(InstantSource.system(), Duration.ofSeconds(1)));
    }

    @Test
    void a_port_that_accepts_is_good_and_the_time_is_measured() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CheckResult result = ask(Checks.tcp("127.0.0.1", server.getLocalPort()));
            assertThat(result.status()).isEqualTo(OK);
            assertThat(result.explain()).contains("accepts").contains("connect_seconds");
        }
    }

    @Test
    void one_that_accepts_too_slowly_warns() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ThresholdPolicy strict = ThresholdPolicy.warning(Threshold.above(0));
            CheckResult result = ask(Checks.tcp("127.0.0.1", server.getLocalPort(), strict));
            assertThat(result.status()).isEqualTo(WARNING);
            assertThat(result.explain()).contains("beyond its limit").contains("limit > 0");
        }
    }

    @Test
    void one_that_refuses_is_critical() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CheckResult result = ask(Checks.tcp("127.0.0.1", free));
        assertThat(result.status()).isEqualTo(CRITICAL);
        assertThat(result.summary()).startsWith("port " + free + " does not accept: ConnectException");
    }

    /** A full backlog drops the handshake, as a firewall would. */
    @Test
    void one_that_does_not_answer_is_critical_within_the_budget() throws Exception {
        List<Socket> fill = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CheckResult result = ask(Checks.tcp("127.0.0.1", server.getLocalPort()));
            for (int i = 0; i < 20 && result.status() == OK; i++) {
                Socket socket = new Socket();
                fill.add(socket);
                CheckContext context = CheckContext.of(InstantSource.system(), Duration.ofMillis(300));
                try {
                    socket.connect(server.getLocalSocketAddress(), context.budgetMillis());
                } catch (java.net.SocketTimeoutException e) {
                    result = ask(Checks.tcp("127.0.0.1", server.getLocalPort()));
                }
            }
            assertThat(result.status()).isEqualTo(CRITICAL);
            assertThat(result.summary()).endsWith("does not answer");
            assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(800));
        } finally {
            for (Socket socket : fill) {
                socket.close();
            }
        }
    }

    @Test
    void a_name_that_nobody_knows_is_critical() throws Exception {
        CheckResult result = ask(Checks.tcp("no-such-host.invalid", 1));
        assertThat(result.status()).isEqualTo(CRITICAL);
    }

    @Test
    void a_port_that_is_none_is_refused() {
        assertThatThrownBy(() -> Checks.tcp("127.0.0.1", 0)).hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> Checks.tcp("127.0.0.1", 65_536)).hasMessageContaining("1 to 65535");
    }
}
