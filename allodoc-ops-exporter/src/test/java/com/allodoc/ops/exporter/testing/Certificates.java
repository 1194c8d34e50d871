package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates for tests of TLS, made with the JDK's keytool: self-signed, or signed by an authority of the test's own. */
public final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    /** A certificate and its key. PEM files lie beside the store. */
    public record Pair(String name, Path store, Path certificate, Path key) {}

    /** One that only vouches for itself; {@code more} are options of keytool. */
    public Pair selfSigned(String name, String... more) throws Exception {
        Path store = folder.resolve(name + ".p12");
        List<String> options = new ArrayList<>(List.of(
                "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=" + name, "-ext",
                "san=dns:" + name + ",dns:localhost,ip:127.0.0.1", "-keystore", store.toString()));
        options.addAll(List.of(more));
        keytool(options);
        return export(name, store);
    }

    /** One that {@code authority} vouches for. */
    public Pair signed(String name, Pair authority, String... more) throws Exception {
        Pair pair = selfSigned(name);
        Path request = folder.resolve(name + ".csr");
        keytool(List.of("-certreq", "-alias", "it", "-keystore", pair.store().toString(), "-file", request.toString()));
        List<String> options = new ArrayList<>(List.of(
                "-gencert", "-rfc", "-alias", "it", "-ext", "san=dns:" + name, "-keystore",
                authority.store().toString(), "-infile", request.toString(), "-outfile",
                pair.certificate().toString()));
        options.addAll(List.of(more));
        keytool(options);
        keytool(List.of("-importcert", "-noprompt", "-alias", "authority", "-keystore", pair.store().toString(),
                "-file", authority.certificate().toString()));
        keytool(List.of("-importcert", "-noprompt", "-alias", "it", "-keystore", pair.store().toString(),
                "-file", pair.certificate().toString()));
        return pair;
    }

    private static Pair export(String name, Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = load(store);
        Path certificate = write(store.resolveSibling(name + ".crt"), "CERTIFICATE",
                keys.getCertificate("it").getEncoded());
        Path key = write(store.resolveSibling(name + ".key"), "PRIVATE KEY", keys.getKey("it", PASSWORD).getEncoded());
        return new Pair(name, store, certificate, key);
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static void keytool(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(options);
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD), "-J-XX:TieredStopAtLevel=1"));
        Programs.Output output = Programs.run(new byte[0], command.toArray(String[]::new));
        if (output.exitCode() != 0) {
            throw new IOException("keytool ended with status " + output.exitCode() + ": " + output.text());
        }
    }

    /** What a client needs that believes in {@code server} only, and shows {@code own} unless it is null. */
    public static SSLContext client(Pair server, @Nullable Pair own)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", load(server.store()).getCertificate("it"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (own == null) {
            keys.init(null, PASSWORD);
        } else {
            keys.init(load(own.store()), PASSWORD);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }
}
