package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a private authority, against Debian's Redis 7.0. */
class RedisTlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory = Path.of(".");

    private int tlsPort;
    private RedisServer server = RedisServer.shared();

    @BeforeAll
    static void makeCertificates() throws Exception {
        makeCertificate("server", "SAN=dns:localhost,ip:127.0.0.1");
        makeCertificate("client", "SAN=dns:client");
        makeCertificate("stranger", "SAN=dns:localhost,ip:127.0.0.1");
        makeCertificate("elsewhere", "SAN=dns:elsewhere.example");
    }

    @AfterEach
    void close() {
        if (server != RedisServer.shared()) {
            server.close();
        }
    }

    private void startWith(String certificate, String authClients) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tlsPort = probe.getLocalPort();
        }
        server = RedisServer.debian(
                "tls-port " + tlsPort,
                "tls-cert-file " + directory.resolve(certificate + ".pem"),
                "tls-key-file " + directory.resolve(certificate + ".key"),
                "tls-ca-cert-file " + directory.resolve("client.pem"),
                "tls-auth-clients " + authClients);
    }

    private RedisSettings.Builder settings() {
        return Scrapes.settings(tlsPort).tls(true);
    }

    private String reason(RedisSettings.Builder settings) {
        try (Scrapes scrapes = new Scrapes(settings.build())) {
            return scrapes.reason();
        }
    }

    @Test
    void trusts_the_authority_it_was_given() throws IOException {
        startWith("server", "no");
        assertThat(reason(settings().ca(directory.resolve("server.pem")))).isEqualTo("ok");
    }

    @Test
    void trusts_a_certificate_that_a_private_authority_has_signed() throws Exception {
        sign("server", "stranger");
        startWith("signed", "no");
        assertThat(reason(settings().ca(directory.resolve("stranger.pem")))).isEqualTo("ok");
        assertThat(reason(settings().ca(directory.resolve("elsewhere.pem")))).isEqualTo("tls");
    }

    /** Makes {@code signed.pem} and its key: the subject's key, signed by the authority. */
    private static void sign(String subject, String authority) throws Exception {
        Path request = directory.resolve("signed.csr");
        keytool("-certreq", "-alias", subject, "-keystore", store(subject), "-file", request.toString());
        keytool(
                "-gencert",
                "-alias",
                authority,
                "-keystore",
                store(authority),
                "-infile",
                request.toString(),
                "-outfile",
                directory.resolve("signed.pem").toString(),
                "-rfc",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1");
        Files.copy(directory.resolve(subject + ".key"), directory.resolve("signed.key"));
    }

    private static String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    @Test
    void trusts_no_other() throws IOException {
        startWith("server", "no");
        assertThat(reason(settings().ca(directory.resolve("stranger.pem")))).isEqualTo("tls");
        assertThat(reason(settings())).isEqualTo("tls");
    }

    @Test
    void checks_the_name() throws IOException {
        startWith("elsewhere", "no");
        assertThat(reason(settings().ca(directory.resolve("elsewhere.pem")))).isEqualTo("tls");
    }

    @Test
    void checks_nothing_when_told_so() throws IOException {
        startWith("elsewhere", "no");
        assertThat(reason(settings().verify(false))).isEqualTo("ok");
    }

    @Test
    void shows_its_own_certificate() throws IOException {
        startWith("server", "yes");
        RedisSettings.Builder settings = settings().ca(directory.resolve("server.pem"));
        assertThat(reason(settings)).isEqualTo("tls");
        assertThat(reason(settings.certificate(directory.resolve("client.pem"), directory.resolve("client.key"))))
                .isEqualTo("ok");
    }

    @Test
    void says_which_file_is_missing() throws Exception {
        startWith("server", "no");
        assertThat(reason(settings().ca(directory.resolve("nowhere.pem")))).isEqualTo("tls");
    }

    @Test
    void is_not_spoken_on_a_plain_port() throws IOException {
        startWith("server", "no");
        RedisSettings settings =
                Scrapes.settings(server.port()).tls(true).verify(false).build();
        try (Scrapes scrapes = new Scrapes(settings)) {
            // Redis takes the greeting for a command and may wait for the end of its line.
            assertThat(scrapes.reason(Duration.ofMillis(500))).isIn("tls", "lost", "timeout");
        }
        assertThat(reason(Scrapes.settings(tlsPort))).isIn("lost", "protocol");
    }

    @Test
    void hangs_no_longer_than_the_deadline() throws IOException {
        startWith("server", "no");
        RedisSettings settings = settings().ca(directory.resolve("server.pem")).build();
        Duration shortly = Duration.ofMillis(500);
        try (Scrapes kept = new Scrapes(settings);
                Scrapes fresh = new Scrapes(settings)) {
            assertThat(kept.reason()).isEqualTo("ok");
            server.pause();
            long start = System.nanoTime();
            assertThat(kept.reason(shortly)).isEqualTo("timeout");
            assertThat(fresh.reason(shortly)).isEqualTo("timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(shortly.multipliedBy(6));
            server.resume();
            assertThat(kept.reason()).isEqualTo("ok");
            assertThat(fresh.reason()).isEqualTo("ok");
        }
    }

    /** A certificate that is its own authority, by the JDK's keytool, as PEM. */
    private static void makeCertificate(String name, String subjectAlternative) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        subjectAlternative,
                        "-ext",
                        "bc:c",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        writePem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        writePem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private static void writePem(String file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.write(
                directory.resolve(file), List.of("-----BEGIN " + kind + "-----", body, "-----END " + kind + "-----"));
    }
}
