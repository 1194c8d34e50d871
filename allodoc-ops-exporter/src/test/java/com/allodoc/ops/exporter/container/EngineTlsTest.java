package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with client certificates, against an engine that insists on them. */
class EngineTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path directory;

    @TempDir
    private static Path made = Path.of(".");

    private KeyStore engineKey;
    private KeyStore clientKey;

    @BeforeEach
    void certificates() throws Exception {
        engineKey = key("engine", "RSA");
        clientKey = key("client", "RSA");
        Path certs = Files.createDirectory(directory.resolve("certs"));
        write(
                certs.resolve("ca.pem"),
                "CERTIFICATE",
                engineKey.getCertificate("engine").getEncoded());
        write(
                certs.resolve("cert.pem"),
                "CERTIFICATE",
                clientKey.getCertificate("client").getEncoded());
        write(
                certs.resolve("key.pem"),
                "PRIVATE KEY",
                clientKey.getKey("client", PASSWORD).getEncoded());
    }

    /** Made once for all tests, and read anew for each. */
    private static KeyStore key(String name, String algorithm) throws Exception {
        Path file = made.resolve(name + ".p12");
        if (!Files.exists(file)) {
            make(file, name, algorithm);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static void make(Path file, String name, String algorithm) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    private SSLContext engineContext() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(engineKey, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", clientKey.getCertificate("client"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Samples scrape() throws Exception {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10", engineContext());
                Samples.Scraper scraper = new Samples.Scraper(ContainerSettings.builder("docker")
                        .dockerHost(engine.uri())
                        .tlsDirectory(directory.resolve("certs"))
                        .cgroupRoot(Path.of("/nonexistent"))
                        .procRoot(Path.of("/nonexistent"))
                        .build())) {
            return scraper.scrape();
        }
    }

    @Test
    void the_three_files_open_the_door() throws Exception {
        Samples samples = scrape();
        assertThat(samples.reason()).isEqualTo("ok");
        assertThat(samples.find("container_memory_rss", "name", "allodoc-web-1"))
                .isPresent();
    }

    @Test
    void a_key_in_the_old_form_of_openssl_does_too() throws Exception {
        byte[] pkcs8 = clientKey.getKey("client", PASSWORD).getEncoded();
        // Behind 4 bytes of the outer sequence, 3 of the version, 15 of the algorithm and 4 of the octet string.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        write(directory.resolve("certs/key.pem"), "RSA PRIVATE KEY", pkcs1);
        assertThat(scrape().reason()).isEqualTo("ok");
    }

    @Test
    void an_elliptic_key_does_too() throws Exception {
        clientKey = key("client2", "EC");
        KeyStore second = clientKey;
        write(
                directory.resolve("certs/cert.pem"),
                "CERTIFICATE",
                second.getCertificate("client2").getEncoded());
        write(
                directory.resolve("certs/key.pem"),
                "PRIVATE KEY",
                second.getKey("client2", PASSWORD).getEncoded());
        second.setCertificateEntry("client", second.getCertificate("client2"));
        assertThat(scrape().reason()).isEqualTo("ok");
    }

    @Test
    void an_engine_that_is_not_trusted_is_not_spoken_to() throws Exception {
        KeyStore stranger = key("stranger", "RSA");
        write(
                directory.resolve("certs/ca.pem"),
                "CERTIFICATE",
                stranger.getCertificate("stranger").getEncoded());
        assertThat(scrape().reason()).isEqualTo("tls");
    }

    @Test
    void a_client_that_is_not_trusted_is_told_that_it_is_a_matter_of_TLS() throws Exception {
        KeyStore stranger = key("stranger", "RSA");
        write(
                directory.resolve("certs/cert.pem"),
                "CERTIFICATE",
                stranger.getCertificate("stranger").getEncoded());
        write(
                directory.resolve("certs/key.pem"),
                "PRIVATE KEY",
                stranger.getKey("stranger", PASSWORD).getEncoded());
        assertThat(scrape().reason()).isIn("tls", "lost");
    }

    @Test
    void an_encrypted_or_missing_key_is_told_with_the_file() throws Exception {
        write(directory.resolve("certs/key.pem"), "ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
        assertThat(scrape().reason()).isEqualTo("tls");
        Files.delete(directory.resolve("certs/key.pem"));
        assertThat(scrape().reason()).isEqualTo("tls");
    }
}
