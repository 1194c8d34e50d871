package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.http.TlsSettings.Clients;
import com.allodoc.ops.exporter.testing.Certificates;
import com.allodoc.ops.exporter.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class TlsListenerTest {
    private static final String REQUEST = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @TempDir
    private static Path folder;

    private static Certificates.Pair server;
    private static Certificates.Pair otherServer;
    private static Certificates.Pair authority;
    private static Certificates.Pair good;
    private static Certificates.Pair expired;
    private static Certificates.Pair foreign;

    private final Meters meters = new Meters();
    private final Site site =
            new Site(new Fleet(List.of()), meters, Duration.ofSeconds(10), Duration.ofMillis(100), "1.2.3");
    private final AtomicReference<Protection> protection = new AtomicReference<>(Protection.none());
    private final Stage stage = Stage.of(site, protection::get);
    private @Nullable HttpListener listener;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates certificates = new Certificates(folder);
        server = certificates.selfSigned("server");
        otherServer = certificates.selfSigned("server2");
        authority = certificates.selfSigned("authority", "-ext", "bc:c");
        good = certificates.signed("prometheus", authority);
        expired = certificates.signed("late", authority, "-startdate", "-10d", "-validity", "5");
        foreign = certificates.selfSigned("foreign");
    }

    @AfterEach
    void stop() {
        if (listener != null) {
            listener.close();
        }
        stage.close();
    }

    private static TlsSettings settings(
            Clients clients, List<String> sans, List<String> protocols, List<String> ciphers, List<String> curves) {
        return settings(server, clients, sans, protocols, ciphers, curves);
    }

    private static TlsSettings settings(
            Certificates.Pair pair,
            Clients clients,
            List<String> sans,
            List<String> protocols,
            List<String> ciphers,
            List<String> curves) {
        Optional<Path> ca = clients == Clients.ANYBODY ? Optional.empty() : Optional.of(authority.certificate());
        return new TlsSettings(pair.certificate(), pair.key(), clients, ca, sans, protocols, ciphers, curves, true);
    }

    private static TlsSettings plain(Certificates.Pair pair) {
        return settings(pair, Clients.ANYBODY, List.of(), List.of("TLSv1.2", "TLSv1.3"), List.of(), List.of());
    }

    private static TlsSettings demanding(String... sans) {
        return settings(Clients.WITH_CERTIFICATE, List.of(sans), List.of("TLSv1.2", "TLSv1.3"), List.of(), List.of());
    }

    private void serve(TlsSettings settings) throws Exception {
        protection.set(Protection.builder().tls(settings).build());
        listener = HttpListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stage);
    }

    private int port() {
        return Objects.requireNonNull(listener).address().getPort();
    }

    private String ask(SSLContext context) throws IOException {
        return ask(context, new SSLParameters());
    }

    private String ask(SSLContext context, SSLParameters wishes) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(30_000);
            SSLParameters parameters = socket.getSSLParameters();
            if (wishes.getProtocols() != null) {
                parameters.setProtocols(wishes.getProtocols());
            }
            if (wishes.getCipherSuites() != null) {
                parameters.setCipherSuites(wishes.getCipherSuites());
            }
            if (wishes.getAlgorithmConstraints() != null) {
                parameters.setAlgorithmConstraints(wishes.getAlgorithmConstraints());
            }
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite() + " "
                    + answer.lines().findFirst().orElse("no answer");
        }
    }

    private boolean refuses(SSLContext context) {
        return refuses(context, new SSLParameters());
    }

    /** In TLS 1.3 a client believes itself connected before the server has looked at its certificate. */
    private boolean refuses(SSLContext context, SSLParameters wishes) {
        try {
            return ask(context, wishes).endsWith("no answer");
        } catch (IOException refused) {
            return true;
        }
    }

    private static SSLParameters protocol(String protocol) {
        SSLParameters wishes = new SSLParameters();
        wishes.setProtocols(new String[] {protocol});
        return wishes;
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void both_good_versions_are_spoken(String version) throws Exception {
        serve(plain(server));

        assertThat(ask(Certificates.client(server, null), protocol(version)))
                .startsWith(version)
                .endsWith("HTTP/1.1 200 OK");
        assertThat(Objects.requireNonNull(listener).uri()).hasScheme("https");
    }

    /** The client hello of a client that knows nothing newer, by hand: the JDK's own client refuses to be one. */
    @ParameterizedTest
    @CsvSource({"0301, TLS 1.0", "0302, TLS 1.1", "0300, SSL 3.0"})
    void older_versions_are_refused(String version, String name) throws Exception {
        serve(plain(server));
        String hello = version + "00".repeat(32) + "00" + "0004c009c00a" + "0100";
        String body = "01" + HexFormat.of().toHexDigits(hello.length() / 2).substring(2) + hello;
        String hex = "160301" + HexFormat.of().toHexDigits((short) (body.length() / 2)) + body;

        try (RawHttp http = RawHttp.connect(port())) {
            // The JDK's server closes without an alert, and above all without a server hello.
            assertThat(http.send(HexFormat.of().parseHex(hex)).readToEnd())
                    .as(name)
                    .doesNotStartWith("\u0016");
        }
    }

    @Test
    void plain_http_gets_no_page_from_it() throws Exception {
        serve(plain(server));

        assertThat(RawHttp.answer(port(), REQUEST)).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void the_lowest_version_can_be_raised() throws Exception {
        serve(settings(Clients.ANYBODY, List.of(), List.of("TLSv1.3"), List.of(), List.of()));
        SSLContext client = Certificates.client(server, null);

        assertThat(ask(client, protocol("TLSv1.3"))).endsWith("200 OK");
        assertThat(refuses(client, protocol("TLSv1.2"))).isTrue();
    }

    @Test
    void only_the_listed_ciphers_are_agreed_on() throws Exception {
        String cipher = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
        serve(settings(Clients.ANYBODY, List.of(), List.of("TLSv1.2", "TLSv1.3"), List.of(cipher), List.of()));
        SSLContext client = Certificates.client(server, null);
        SSLParameters other = protocol("TLSv1.2");
        other.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});

        assertThat(ask(client, protocol("TLSv1.2"))).contains(cipher);
        assertThat(refuses(client, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void only_the_listed_curves_are_agreed_on(String version) throws Exception {
        serve(settings(Clients.ANYBODY, List.of(), List.of("TLSv1.2", "TLSv1.3"), List.of(), List.of("secp384r1")));
        SSLContext client = Certificates.client(server, null);
        SSLParameters same = protocol(version);
        same.setAlgorithmConstraints(new AllowedCurves(List.of("secp384r1", "secp256r1")));
        SSLParameters other = protocol(version);
        other.setAlgorithmConstraints(new AllowedCurves(List.of("x25519")));

        assertThat(ask(client, same)).endsWith("200 OK");
        // A client of its own: in TLS 1.2 one that was here before resumes its session and agrees on nothing anew.
        assertThat(refuses(Certificates.client(server, null), other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void clients_must_show_a_certificate_of_the_authority(String version) throws Exception {
        serve(demanding());
        SSLParameters wishes = protocol(version);

        assertThat(ask(Certificates.client(server, good), wishes)).endsWith("200 OK");
        assertThat(refuses(Certificates.client(server, null), wishes)).isTrue();
        assertThat(refuses(Certificates.client(server, foreign), wishes)).isTrue();
        assertThat(refuses(Certificates.client(server, expired), wishes)).isTrue();
    }

    @Test
    void a_certificate_may_be_left_out_where_it_is_only_wished_for() throws Exception {
        serve(settings(
                Clients.WITH_CERTIFICATE_IF_ANY, List.of(), List.of("TLSv1.2", "TLSv1.3"), List.of(), List.of()));

        assertThat(ask(Certificates.client(server, null))).endsWith("200 OK");
        assertThat(ask(Certificates.client(server, good))).endsWith("200 OK");
    }

    @Test
    void a_client_must_have_one_of_the_allowed_names() throws Exception {
        serve(demanding("somebody", "prometheus"));
        assertThat(ask(Certificates.client(server, good))).endsWith("200 OK");

        protection.set(Protection.builder().tls(demanding("somebody")).build());
        assertThat(refuses(Certificates.client(server, good))).isTrue();
    }

    @Test
    void a_new_certificate_is_shown_to_the_next_client_and_old_sessions_are_not_resumed() throws Exception {
        serve(plain(server));
        SSLContext before = Certificates.client(server, null);
        assertThat(ask(before)).endsWith("200 OK");
        protection.set(Protection.builder().tls(plain(otherServer)).build());

        assertThat(ask(Certificates.client(otherServer, null))).endsWith("200 OK");
        assertThat(refuses(before)).isTrue();
    }

    @Test
    void files_that_do_not_fit_are_refused_by_name() throws Exception {
        TlsSettings mixed = new TlsSettings(
                server.certificate(),
                foreign.key(),
                Clients.ANYBODY,
                Optional.empty(),
                List.of(),
                List.of("TLSv1.3"),
                List.of(),
                List.of(),
                true);
        assertThatThrownBy(() -> Tls.of(mixed))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage(foreign.key() + " is not the key of " + server.certificate());
        assertThatThrownBy(() -> Tls.of(
                        settings(Clients.ANYBODY, List.of(), List.of("TLSv1.3"), List.of("TLS_MADE_UP"), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cipher_suites: this Java does not know TLS_MADE_UP");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        TlsSettings none = new TlsSettings(
                empty,
                server.key(),
                Clients.ANYBODY,
                Optional.empty(),
                List.of(),
                List.of("TLSv1.3"),
                List.of(),
                List.of(),
                true);
        assertThatThrownBy(() -> Tls.of(none)).hasMessageContaining("empty.pem holds no certificate");
    }
}
