package com.allodoc.ops.exporter.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the page, and how: TLS, users, headers and a rate. Safe for use by any thread.
 *
 * @see #builder()
 */
public final class Protection {
    private final @Nullable Tls tls;
    private final Logins logins;
    private final Map<String, String> headers;
    private final @Nullable RateLimit rateLimit;

    private Protection(Builder builder, @Nullable Tls tls) {
        this.tls = tls;
        this.logins = new Logins(builder.users);
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        this.rateLimit = builder.rateLimit;
    }

    /** Plain HTTP, for everybody. */
    public static Protection none() {
        return new Protection(builder(), null);
    }

    public static Builder builder() {
        return new Builder();
    }

    Optional<Tls> tls() {
        return Optional.ofNullable(tls);
    }

    Logins logins() {
        return logins;
    }

    /** Put on every answer, before and instead of our own of the same name. */
    Map<String, String> headers() {
        return headers;
    }

    Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(rateLimit);
    }

    /** Gathers what is wanted. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> users = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable TlsSettings tls;
        private @Nullable RateLimit rateLimit;

        private Builder() {}

        public Builder tls(TlsSettings settings) {
            tls = settings;
            return this;
        }

        /**
         * Adds a user; with none, everybody is welcome.
         *
         * @param hash of the password, bcrypt in one of its forms {@code $2a$}, {@code $2b$} and {@code $2y$}
         */
        public Builder user(String user, String hash) {
            users.put(user, hash);
            return this;
        }

        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Builder rateLimit(RateLimit limit) {
            rateLimit = limit;
            return this;
        }

        /**
         * Reads certificates and keys.
         *
         * @throws GeneralSecurityException when they can't be used
         * @throws IllegalArgumentException when this Java does not know a version, cipher or curve
         */
        public Protection build() throws IOException, GeneralSecurityException {
            return new Protection(this, tls == null ? null : Tls.of(tls));
        }
    }
}
