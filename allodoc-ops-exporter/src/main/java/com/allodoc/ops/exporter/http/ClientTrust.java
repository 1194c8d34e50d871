package com.allodoc.ops.exporter.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Decides which client certificates are believed. Immutable. */
final class ClientTrust extends X509ExtendedTrustManager {
    private final Optional<X509ExtendedTrustManager> authorities;
    private final List<String> allowedSans;

    private ClientTrust(Optional<X509ExtendedTrustManager> authorities, List<String> allowedSans) {
        this.authorities = authorities;
        this.allowedSans = allowedSans;
    }

    /** Any certificate will do: Go's RequestClientCert and RequireAnyClientCert, which protect nothing. */
    static ClientTrust ofAnybody() {
        return new ClientTrust(Optional.empty(), List.of());
    }

    /** @param allowedSans subject alternative names of which a certificate must have one; empty for all */
    static ClientTrust of(X509ExtendedTrustManager authorities, List<String> allowedSans) {
        return new ClientTrust(Optional.of(authorities), allowedSans);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine)
            throws CertificateException {
        if (authorities.isPresent()) {
            authorities.get().checkClientTrusted(chain, kind, engine);
            requireName(chain[0]);
        }
    }

    private void requireName(X509Certificate certificate) throws CertificateException {
        if (allowedSans.isEmpty()) {
            return;
        }
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        boolean isAllowed =
                names != null && names.stream().anyMatch(name -> allowedSans.contains(String.valueOf(name.get(1))));
        if (!isAllowed) {
            throw new CertificateException("no subject alternative name of the client is in client_allowed_sans");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        checkClientTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        checkClientTrusted(chain, kind, (SSLEngine) null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("this side is the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.map(X509ExtendedTrustManager::getAcceptedIssuers).orElse(new X509Certificate[0]);
    }
}
