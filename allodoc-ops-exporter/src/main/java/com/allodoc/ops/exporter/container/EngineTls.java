package com.allodoc.ops.exporter.container;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The three files of {@code DOCKER_CERT_PATH} as an {@link SSLContext}, by means of the JDK alone. Read anew for every
 * session, so that renewed certificates count from the next one.
 *
 * @param context trusts {@code ca.pem} only and shows {@code cert.pem}, or trusts nobody
 */
record EngineTls(SSLContext context) {
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

    /** What PKCS#8 has in front of a PKCS#1 key: version 0 and the algorithm rsaEncryption with NULL parameters. */
    private static final byte[] RSA_HEADER = {
        2, 1, 0, 0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    static EngineTls read(Path directory) throws IOException {
        char[] noPassword = {};
        try {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            KeyStore trusted = emptyStore();
            int number = 0;
            for (Certificate authority : certificates(x509, directory.resolve("ca.pem"))) {
                trusted.setCertificateEntry("ca-" + number++, authority);
            }
            KeyStore own = emptyStore();
            Certificate[] chain =
                    certificates(x509, directory.resolve("cert.pem")).toArray(Certificate[]::new);
            own.setKeyEntry("client", privateKey(directory.resolve("key.pem")), noPassword, chain);

            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, noPassword);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new EngineTls(context);
        } catch (GeneralSecurityException e) {
            throw new SSLException("certificates in " + directory + " can't be used: " + e.getMessage(), e);
        }
    }

    /**
     * For an engine behind a unix socket, where there is no TLS: trusts nobody. Without it, docker-java takes the
     * system's, and a process that needs none of them reads and keeps all authorities of the JDK.
     */
    static EngineTls none() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return new EngineTls(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(CertificateFactory x509, Path file)
            throws GeneralSecurityException, IOException {
        List<Certificate> certificates =
                List.copyOf(x509.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
        if (certificates.isEmpty()) {
            throw new SSLException(file + " holds no certificate");
        }
        return certificates;
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        while (pem.find()) {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
            if (pem.group(1).equals("PRIVATE KEY")) {
                return pkcs8(file, der);
            }
            if (pem.group(1).equals("RSA PRIVATE KEY")) {
                return pkcs8(file, wrapped(der));
            }
        }
        throw new SSLException(file + " holds no unencrypted PKCS#8 or RSA key."
                + " Convert it with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out new.pem");
    }

    private static PrivateKey pkcs8(Path file, byte[] der) throws GeneralSecurityException, IOException {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der);
        SSLException failure = new SSLException(file + " is neither an RSA nor an EC nor an Ed25519 key");
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEADER);
        content.write(4);
        content.writeBytes(derLength(pkcs1.length));
        content.writeBytes(pkcs1);
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        sequence.write(0x30);
        sequence.writeBytes(derLength(content.size()));
        sequence.writeBytes(content.toByteArray());
        return sequence.toByteArray();
    }

    private static byte[] derLength(int length) {
        if (length < 128) {
            return new byte[] {(byte) length};
        }
        if (length < 256) {
            return new byte[] {(byte) 0x81, (byte) length};
        }
        return new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }
}
