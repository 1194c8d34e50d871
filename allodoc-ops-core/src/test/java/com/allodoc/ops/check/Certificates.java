package com.allodoc.ops.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Key pairs and certificates made by the JDK's keytool, in one key store in a directory of the test. */
final class Certificates {
    static final char[] PASSWORD = "changeit".toCharArray();
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path directory;
    private final Path store;

    Certificates(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("all.p12");
    }

    /** A key pair whose certificate signs itself. Dates as keytool takes them: {@code -40d} and days. */
    void selfSigned(String alias, String start, int days, String... extensions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        arguments.addAll(List.of("-dname", "CN=" + alias, "-startdate", start, "-validity", "" + days));
        for (String extension : extensions) {
            arguments.addAll(List.of("-ext", extension));
        }
        keytool(arguments);
    }

    /** Has {@code issuer} sign {@code alias}, and keeps the chain. */
    void sign(String alias, String issuer, String start, int days, String... extensions)
            throws IOException, GeneralSecurityException {
        Path request = directory.resolve(alias + ".csr");
        Path certificate = directory.resolve(alias + ".pem");
        keytool(List.of("-certreq", "-alias", alias, "-file", request.toString()));
        List<String> arguments = new ArrayList<>(List.of("-gencert", "-alias", issuer, "-rfc"));
        arguments.addAll(List.of("-infile", request.toString(), "-outfile", certificate.toString()));
        arguments.addAll(List.of("-startdate", start, "-validity", "" + days));
        for (String extension : extensions) {
            arguments.addAll(List.of("-ext", extension));
        }
        keytool(arguments);
        KeyStore all = load();
        List<Certificate> chain = new ArrayList<>();
        try (InputStream in = Files.newInputStream(certificate)) {
            chain.add(CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        chain.addAll(List.of(all.getCertificateChain(issuer)));
        all.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, chain.toArray(new Certificate[0]));
        try (OutputStream out = Files.newOutputStream(store)) {
            all.store(out, PASSWORD);
        }
    }

    private void keytool(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                // A JVM that lives for a blink: no second compiler, no collector threads.
                List.of(KEYTOOL.toString(), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(arguments);
        command.addAll(
                List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD), "-storetype", "PKCS12"));
        Path log = directory.resolve("keytool.log");
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(command + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD);
        }
        return all;
    }

    /** A store that trusts the certificate of {@code alias}. */
    KeyStore trusting(String alias) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry(alias, load().getCertificate(alias));
        return trusted;
    }

    X509Certificate certificate(String alias) throws IOException, GeneralSecurityException {
        return (X509Certificate) load().getCertificate(alias);
    }

    /** What a server needs to show the chain of {@code alias}. */
    SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = load();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, PASSWORD);
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
