package com.allodoc.ops.check;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets every handshake pass and remembers what a real trust manager would have said. For looking at certificates only:
 * nothing is sent over a connection made with it. One handshake per object.
 */
final class WatchingTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager real;
    private List<X509Certificate> presented = List.of();
    private @Nullable CertificateException refusal;

    private WatchingTrust(X509ExtendedTrustManager real) {
        this.real = real;
    }

    /** Watches over the trust of {@code store}, or of the JVM when there is none. */
    static WatchingTrust of(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return new WatchingTrust(extended);
            }
        }
        throw new GeneralSecurityException("this JVM has no X.509 trust manager");
    }

    /** What the server sent, the leaf first; empty when the handshake did not come that far. */
    List<X509Certificate> presented() {
        return presented;
    }

    List<X509Certificate> anchors() {
        return List.of(real.getAcceptedIssuers());
    }

    /** Why a client would refuse it, or null. */
    @Nullable
    CertificateException refusal() {
        return refusal;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        presented = List.of(chain);
        try {
            real.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            refusal = e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("made for sockets");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("made for sockets");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new UnsupportedOperationException("made for clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("made for clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("made for clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return real.getAcceptedIssuers();
    }
}
