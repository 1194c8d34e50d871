package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the page is protected: what {@code --web.config.file} says, in the format of Prometheus's exporter toolkit.
 * Immutable; its text form holds no secret.
 *
 * @param tls TLS and client certificates; plain HTTP without
 * @param http2 whether the file asks for HTTP/2, which this server does not have
 * @param headers added to every answer
 * @param users bcrypt hashes of the passwords by user; everybody may read without any
 * @param rateLimit for all requests together
 * @see WebConfigLoader
 */
public record WebConfig(
        Optional<WebTls> tls,
        boolean http2,
        Map<String, String> headers,
        Map<String, Secret> users,
        Optional<WebRateLimit> rateLimit) {

    /** Plain HTTP, for everybody. */
    public static final WebConfig OPEN = new WebConfig(Optional.empty(), false, Map.of(), Map.of(), Optional.empty());

    public WebConfig {
        requireNonNull(tls, "tls");
        requireNonNull(rateLimit, "rateLimit");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    }
}
