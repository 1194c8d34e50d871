package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.WebConfig;
import com.allodoc.ops.exporter.config.WebTls;
import com.allodoc.ops.exporter.http.Protection;
import com.allodoc.ops.exporter.http.RateLimit;
import com.allodoc.ops.exporter.http.TlsSettings;
import com.allodoc.ops.exporter.http.TlsSettings.Clients;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/** Turns what the web configuration says into what the listener takes. */
final class WebProtection {
    private WebProtection() {}

    static Protection of(WebConfig config) throws IOException, GeneralSecurityException {
        Protection.Builder builder = Protection.builder();
        config.users().forEach((user, hash) -> builder.user(user, hash.reveal()));
        config.headers().forEach(builder::header);
        config.rateLimit().ifPresent(limit -> builder.rateLimit(RateLimit.of(limit.interval(), limit.burst())));
        config.tls().ifPresent(tls -> builder.tls(settings(tls)));
        return builder.build();
    }

    private static TlsSettings settings(WebTls tls) {
        List<String> protocols = Arrays.stream(WebTls.Version.values())
                .filter(version -> version.compareTo(tls.minVersion()) >= 0 && version.compareTo(tls.maxVersion()) <= 0)
                .map(WebTls.Version::jdkName)
                .toList();
        return new TlsSettings(
                tls.certificate(),
                tls.key(),
                clients(tls.clientAuth()),
                tls.clientCa(),
                tls.allowedSans(),
                protocols,
                tls.cipherSuites(),
                tls.curves().stream().map(WebTls.Curve::jdkName).toList(),
                tls.preferServerCiphers());
    }

    private static Clients clients(WebTls.ClientAuth auth) {
        if (auth.isRequired()) {
            return Clients.WITH_CERTIFICATE;
        }
        return auth == WebTls.ClientAuth.NO_CLIENT_CERT ? Clients.ANYBODY : Clients.WITH_CERTIFICATE_IF_ANY;
    }

    /** The JDK tells by the class alone what is wrong with a file. */
    static String explain(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "the file " + failure.getMessage() + " does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "the file " + failure.getMessage() + " may not be read by this user";
        }
        return String.valueOf(failure.getMessage());
    }
}
