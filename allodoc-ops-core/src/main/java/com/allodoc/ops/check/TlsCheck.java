package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How long the certificate of a server, and the chain that clients will follow, are still good. Thread-safe.
 *
 * <p>It reads certificates that clients refuse, too: one that has expired, or that nobody trusts, is measured like any
 * other and is CRITICAL with the reason. The end of the chain is that of the longest-lived chain from the leaf to a
 * trusted certificate, as in blackbox_exporter's {@code probe_ssl_last_chain_expiry_timestamp_seconds}; when there is
 * none, the earliest end of what the server sent.
 */
public final class TlsCheck implements Check {

    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final String host;
    private final int port;
    private final String serverName;
    private final Judge leafDays;
    private final Judge chainDays;
    private final boolean requireTrusted;
    private final @Nullable KeyStore trustStore;

    private TlsCheck(Builder builder) {
        this.host = builder.host;
        this.port = builder.port;
        this.serverName = builder.serverName;
        this.leafDays = new Judge(builder.daysLeft, "leaf_days_left", "days");
        this.chainDays = new Judge(builder.daysLeft, "chain_days_left", "days");
        this.requireTrusted = builder.requireTrusted;
        this.trustStore = builder.trustStore;
    }

    static Builder builder(String host, int port) {
        return new Builder(host, port);
    }

    @Override
    public CheckResult run(CheckContext context) throws Exception {
        WatchingTrust trust = WatchingTrust.of(trustStore);
        try (Socket plain = TcpCheck.connect(context, host, port)) {
            shakeHands(plain, trust);
        } catch (IOException e) {
            // A server may show its certificate and still refuse us, for example for want of one of ours.
            if (trust.presented().isEmpty()) {
                return context.critical("no certificate: " + CheckRun.describe(e))
                        .withCause(e);
            }
        }
        return trust.presented().isEmpty()
                ? context.critical("the server showed no certificate")
                : judge(context, trust);
    }

    private void shakeHands(Socket plain, WatchingTrust trust) throws IOException, GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {trust}, null);
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, serverName, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    private CheckResult judge(CheckContext context, WatchingTrust trust) {
        Instant now = context.clock().instant();
        CertificateChain chain = new CertificateChain(trust.presented(), trust.anchors());
        double leaf = daysUntil(chain.leafEnd(), now);
        double whole = daysUntil(chain.end(), now);
        CheckStatus status = leafDays.judge(leaf, now).worse(chainDays.judge(whole, now));
        CertificateException refusal = trust.refusal();
        CheckResult result;
        if (leaf <= 0) {
            result = context.critical("certificate expired at " + print(chain.leafEnd()));
        } else if (whole <= 0) {
            result = context.critical("a certificate of the chain expired at " + print(chain.end()));
        } else if (requireTrusted && refusal != null) {
            result = context.critical("certificate is not trusted: " + CheckRun.describe(refusal));
        } else {
            result = context.result(
                    status,
                    "certificate ends at " + print(chain.leafEnd())
                            + (chain.end().isBefore(chain.leafEnd()) ? ", its chain at " + print(chain.end()) : ""));
        }
        if (refusal != null) {
            result = result.withCause(refusal);
        }
        return result.withMeasurement(leafDays.measurement(leaf))
                .withMeasurement(chainDays.measurement(whole))
                .withMeasurement(Measurement.of(
                        "leaf_not_after_seconds", (double) chain.leafEnd().getEpochSecond(), "s"))
                .withMeasurement(Measurement.of(
                        "chain_not_after_seconds", (double) chain.end().getEpochSecond(), "s"));
    }

    private static double daysUntil(Instant end, Instant now) {
        return Duration.between(now, end).toMillis() / 1e3 / SECONDS_PER_DAY;
    }

    private static Instant print(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Collects a TLS check: warns at 30 days, critical at 7, by the trust store of the JVM. */
    public static final class Builder {
        private final String host;
        private final int port;
        private String serverName;
        private ThresholdPolicy daysLeft = ThresholdPolicy.of(Threshold.atMost(30), Threshold.atMost(7));
        private boolean requireTrusted = true;
        private @Nullable KeyStore trustStore;

        private Builder(String host, int port) {
            this.host = requireNonNull(host, "host");
            this.serverName = host;
            this.port = TcpCheck.requirePort(port);
        }

        /** The name to ask for and to expect, when it isn't the host: behind a proxy, for example. */
        public Builder serverName(String name) {
            this.serverName = requireNonNull(name, "name");
            return this;
        }

        /** Limits on the days that leaf and chain have left. Default: warning at 30 or fewer, critical at 7. */
        public Builder daysLeft(ThresholdPolicy days) {
            this.daysLeft = requireNonNull(days, "days");
            return this;
        }

        /** Certificates to trust instead of the JVM's. */
        public Builder trustStore(KeyStore trustStore) {
            this.trustStore = requireNonNull(trustStore, "trustStore");
            return this;
        }

        /** Judges dates only: for certificates signed by themselves or by nobody known. */
        public Builder anyIssuer() {
            this.requireTrusted = false;
            return this;
        }

        public TlsCheck build() {
            return new TlsCheck(this);
        }
    }
}
