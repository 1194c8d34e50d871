package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsCheckTest {
    private static final String LOOPBACK = "SAN=ip:127.0.0.1";

    private final Certificates certificates;

    TlsCheckTest(@TempDir Path directory) {
        this.certificates = new Certificates(directory);
    }

    @BeforeAll
    void make_certificates() throws Exception {
        certificates.selfSigned("root", "-10d", 3650, "BC:critical=ca:true");
        certificates.selfSigned("middle", "-10d", 60, "BC:critical=ca:true");
        certificates.sign("middle", "root", "-10d", 60, "BC:critical=ca:true");
        certificates.selfSigned("leaf", "-10d", 400);
        certificates.sign("leaf", "middle", "-10d", 400, LOOPBACK);
        certificates.selfSigned("expired", "-40d", 10, LOOPBACK);
        certificates.selfSigned("alone", "-10d", 400, LOOPBACK);
    }

    /** Serves the chain of {@code alias} once, asks, and gives what the check says. */
    private CheckResult ask(String alias, TlsSetup setup, InstantSource clock) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) certificates
                .server(alias)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> serve(server), "tls-server");
            serving.start();
            TlsCheck check =
                    setup.apply(Checks.tls("127.0.0.1", server.getLocalPort())).build();
            CheckResult result = check.run(CheckContext.of(clock, Duration.ofSeconds(20)));
            serving.join();
            return result;
        }
    }

    /** The client may hang up in the middle of the handshake: that is what some of the tests are about. */
    private static void serve(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("No available authentication scheme");
        }
    }

    private interface TlsSetup {
        TlsCheck.Builder apply(TlsCheck.Builder builder) throws Exception;
    }

    private static double days(CheckResult result, String name) {
        return result.measurements().stream()
                .filter(measured -> measured.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private Instant end(String alias) throws Exception {
        return certificates.certificate(alias).getNotAfter().toInstant();
    }

    @Nested
    class A_trusted_chain {
        private final TlsSetup trusted = builder -> builder.trustStore(certificates.trusting("root"));

        @Test
        void is_good_while_leaf_and_chain_have_more_than_thirty_days() throws Exception {
            CheckResult result = ask("leaf", trusted, InstantSource.system());
            assertThat(result.status()).as(result.explain()).isEqualTo(OK);
            assertThat(days(result, "leaf_days_left")).isBetween(389.0, 390.1);
            assertThat(days(result, "chain_days_left")).isBetween(49.0, 50.1);
            assertThat(days(result, "leaf_not_after_seconds"))
                    .isEqualTo((double) end("leaf").getEpochSecond());
            assertThat(days(result, "chain_not_after_seconds"))
                    .isEqualTo((double) end("middle").getEpochSecond());
            assertThat(result.summary()).contains("its chain at");
        }

        @Test
        void warns_at_exactly_30_days_of_its_shortest_part_and_not_a_little_before() throws Exception {
            Instant thirty = end("middle").minus(Duration.ofDays(30));
            assertThat(ask("leaf", trusted, InstantSource.fixed(thirty)).status())
                    .isEqualTo(WARNING);
            Instant before = thirty.minusSeconds(864);
            CheckResult silent = ask("leaf", trusted, InstantSource.fixed(before));
            assertThat(days(silent, "chain_days_left")).isEqualTo(30.01);
            assertThat(silent.status()).isEqualTo(OK);
        }

        @Test
        void is_critical_at_seven_days_and_when_its_end_has_come() throws Exception {
            Instant end = end("middle");
            assertThat(ask("leaf", trusted, InstantSource.fixed(end.minus(Duration.ofDays(7))))
                            .status())
                    .isEqualTo(CRITICAL);
            assertThat(ask("leaf", trusted, InstantSource.fixed(end)).summary())
                    .isEqualTo("a certificate of the chain expired at " + end);
        }

        @Test
        void for_another_name_is_not_trusted() throws Exception {
            CheckResult result = ask(
                    "leaf", builder -> trusted.apply(builder).serverName("www.allodoc.com"), InstantSource.system());
            assertThat(result.status()).isEqualTo(CRITICAL);
            assertThat(result.summary()).startsWith("certificate is not trusted: CertificateException: No name");
        }
    }

    @Test
    void an_expired_certificate_is_read_although_the_handshake_would_fail() throws Exception {
        CheckResult result = ask("expired", builder -> builder, InstantSource.system());
        assertThat(result.status()).isEqualTo(CRITICAL);
        assertThat(result.summary()).isEqualTo("certificate expired at " + end("expired"));
        assertThat(days(result, "leaf_days_left")).isBetween(-30.1, -29.9);
        assertThat(result.cause()).isInstanceOf(CertificateException.class);
    }

    @Test
    void an_expired_one_is_critical_even_when_any_issuer_will_do() throws Exception {
        assertThat(ask("expired", TlsCheck.Builder::anyIssuer, InstantSource.system())
                        .status())
                .isEqualTo(CRITICAL);
    }

    @Test
    void one_that_signs_itself_is_read_and_judged_by_its_dates_only_when_asked_to() throws Exception {
        CheckResult strict = ask("alone", builder -> builder, InstantSource.system());
        assertThat(strict.status()).isEqualTo(CRITICAL);
        assertThat(strict.summary()).startsWith("certificate is not trusted");
        assertThat(days(strict, "leaf_days_left")).isBetween(389.0, 390.1);
        assertThat(ask("alone", TlsCheck.Builder::anyIssuer, InstantSource.system())
                        .status())
                .isEqualTo(OK);
    }

    @Test
    void a_server_that_speaks_no_tls_shows_no_certificate() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream()
                            .write("220 mail ready\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    assertThat(e).isNotNull();
                }
            });
            serving.start();
            TlsCheck check = Checks.tls("127.0.0.1", server.getLocalPort()).build();
            CheckResult result = check.run(CheckContext.of(InstantSource.system(), Duration.ofSeconds(5)));
            assertThat(result.status()).isEqualTo(CRITICAL);
            assertThat(result.summary()).startsWith("no certificate: ");
            serving.join();
        }
    }

    @Test
    void a_server_that_accepts_and_says_nothing_is_critical_within_the_budget() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TlsCheck check = Checks.tls("127.0.0.1", server.getLocalPort()).build();
            CheckResult result = check.run(CheckContext.of(InstantSource.system(), Duration.ofMillis(500)));
            assertThat(result.summary()).startsWith("no certificate: SocketTimeoutException");
        }
    }

    @Test
    void a_port_that_is_none_is_refused() {
        assertThatThrownBy(() -> Checks.tls("127.0.0.1", 0)).hasMessageContaining("1 to 65535");
    }
}
