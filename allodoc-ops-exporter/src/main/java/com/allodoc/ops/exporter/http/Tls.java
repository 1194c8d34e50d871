package com.allodoc.ops.exporter.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmConstraints;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Certificates, keys and rules of one state of the files, ready to be spoken. Immutable and safe for any thread. */
final class Tls {
    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;
    private final SSLParameters parameters;

    private Tls(SSLContext context, SSLParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /**
     * Reads the files.
     *
     * @throws GeneralSecurityException when they don't fit together
     * @throws IllegalArgumentException when this JDK does not know what they ask for
     */
    static Tls of(TlsSettings settings) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(settings), new TrustManager[] {trust(settings)}, new SecureRandom());
        return new Tls(context, parameters(settings, context));
    }

    SSLContext context() {
        return context;
    }

    /** For one connection; the caller may change them. */
    SSLParameters parameters() {
        SSLParameters copy = new SSLParameters(parameters.getCipherSuites(), parameters.getProtocols());
        copy.setUseCipherSuitesOrder(parameters.getUseCipherSuitesOrder());
        AlgorithmConstraints constraints = parameters.getAlgorithmConstraints();
        if (constraints != null) {
            copy.setAlgorithmConstraints(constraints);
        }
        if (parameters.getNeedClientAuth()) {
            copy.setNeedClientAuth(true);
        } else {
            copy.setWantClientAuth(parameters.getWantClientAuth());
        }
        return copy;
    }

    private static KeyManager[] keys(TlsSettings settings) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> chain = certificates(settings.certificate());
        PrivateKey key = PemKey.read(settings.key());
        requirePair(settings, chain.iterator().next(), key);
        KeyStore store = emptyStore();
        store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** A key of another certificate would only be found out by the first client. */
    private static void requirePair(TlsSettings settings, Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] probe = "allodoc".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(certificate);
            signature.update(probe);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new KeyStoreException(settings.key() + " is not the key of " + settings.certificate(), e);
        }
        throw new KeyStoreException(settings.key() + " is not the key of " + settings.certificate());
    }

    private static X509ExtendedTrustManager trust(TlsSettings settings) throws IOException, GeneralSecurityException {
        if (settings.clientCa().isEmpty()) {
            return ClientTrust.ofAnybody();
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate ca : certificates(settings.clientCa().get())) {
            store.setCertificateEntry("ca" + number++, ca);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        X509ExtendedTrustManager trust = Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
        return ClientTrust.of(trust, settings.allowedSans());
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty() || !(found.iterator().next() instanceof X509Certificate)) {
                throw new CertificateException(pem + " holds no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new CertificateException(pem + " holds no certificate that can be read: " + e.getMessage(), e);
        }
    }

    private static SSLParameters parameters(TlsSettings settings, SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        List<String> protocols = List.of(context.getSupportedSSLParameters().getProtocols());
        requireKnown("min_version, max_version", settings.protocols(), protocols);
        parameters.setProtocols(settings.protocols().toArray(String[]::new));
        if (!settings.cipherSuites().isEmpty()) {
            List<String> known = List.of(context.getSupportedSSLParameters().getCipherSuites());
            requireKnown("cipher_suites", settings.cipherSuites(), known);
            Set<String> ciphers = new LinkedHashSet<>(settings.cipherSuites());
            // As in Go, those of TLS 1.3 are not configured.
            known.stream()
                    .filter(name -> name.startsWith("TLS_AES_") || name.startsWith("TLS_CHACHA20_"))
                    .forEach(ciphers::add);
            parameters.setCipherSuites(ciphers.toArray(String[]::new));
        }
        parameters.setUseCipherSuitesOrder(settings.preferServerCiphers());
        if (!settings.curves().isEmpty()) {
            parameters.setAlgorithmConstraints(new AllowedCurves(settings.curves()));
        }
        switch (settings.clients()) {
            case WITH_CERTIFICATE -> parameters.setNeedClientAuth(true);
            case WITH_CERTIFICATE_IF_ANY -> parameters.setWantClientAuth(true);
            case ANYBODY -> parameters.setWantClientAuth(false);
        }
        return parameters;
    }

    private static void requireKnown(String key, List<String> wanted, List<String> known) {
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        key + ": this Java does not know " + name + "; known are " + String.join(", ", known));
            }
        }
    }
}
