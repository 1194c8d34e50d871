package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Speaks TLS as the files say at the moment a connection comes in. The JDK's server takes one {@link SSLContext} for
 * its life, so it gets one that asks the current one for every connection; what a session of an older one had agreed
 * on can't be resumed then.
 */
final class CurrentTls extends HttpsConfigurator {
    private final Supplier<Tls> current;

    private CurrentTls(Supplier<Tls> current, SSLContext context) {
        super(context);
        this.current = current;
    }

    static CurrentTls of(Supplier<Tls> current) {
        return new CurrentTls(
                current, new Context(new Spi(current), current.get().context()));
    }

    @Override
    public void configure(HttpsParameters parameters) {
        parameters.setSSLParameters(current.get().parameters());
    }

    private static final class Context extends SSLContext {
        Context(SSLContextSpi spi, SSLContext like) {
            super(spi, like.getProvider(), like.getProtocol());
        }
    }

    private static final class Spi extends SSLContextSpi {
        private final Supplier<Tls> current;

        Spi(Supplier<Tls> current) {
            this.current = current;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return current.get().context().createSSLEngine();
        }

        /** The address of a client says nothing about it that TLS needs. */
        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return engineCreateSSLEngine();
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("this context is made of files");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return current.get().context().getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return current.get().context().getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return current.get().context().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return current.get().context().getClientSessionContext();
        }
    }
}
