package com.allodoc.ops.exporter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks basic authentication against bcrypt hashes. A hash is meant to be slow, so verdicts are remembered, one is
 * computed at a time, and few may wait for that: whoever guesses passwords can neither take the processor nor keep out
 * those who are known already. Safe for use by any thread.
 */
final class Logins {
    /** What to answer. */
    enum Verdict {
        WELCOME,
        REFUSED,
        /** Too many passwords are being checked already. */
        BUSY
    }

    private static final int MAX_WAITING = 8;
    private static final long MAX_WAIT_SECONDS = 5;
    private static final int REMEMBERED = 100;

    /** A password longer than that is none that bcrypt could tell apart, and not worth the memory. */
    private static final int MAX_HEADER = 1024;

    private final Map<String, byte[]> hashes;
    private final byte[] nobodysHash;
    private final SecretKeySpec key;
    private final Semaphore hashing = new Semaphore(1, true);
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Map<ByteBuffer, Boolean> welcome = remembering();
    private final Map<ByteBuffer, Boolean> refused = remembering();

    /** @param users bcrypt hashes by user; without any, everybody is welcome */
    Logins(Map<String, String> users) {
        this.hashes = new LinkedHashMap<>();
        users.forEach((user, hash) -> hashes.put(user, hash.getBytes(US_ASCII)));
        // So that an unknown user takes as long as a known one.
        this.nobodysHash = users.isEmpty()
                ? new byte[0]
                : BCrypt.withDefaults().hash(cost(users.values().iterator().next()), "nobody".toCharArray());
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    boolean isOpen() {
        return hashes.isEmpty();
    }

    /** @param authorization the header as it came */
    Verdict check(@Nullable String authorization) {
        if (isOpen()) {
            return Verdict.WELCOME;
        }
        byte[] credentials = credentials(authorization);
        int colon = indexOfColon(credentials);
        if (colon < 0) {
            return Verdict.REFUSED;
        }
        // Looking a digest up under a key of our own takes no time that depends on the password.
        ByteBuffer digest = ByteBuffer.wrap(digest(credentials));
        Verdict known = remembered(digest);
        return known == null ? compute(credentials, colon, digest) : known;
    }

    private Verdict compute(byte[] credentials, int colon, ByteBuffer digest) {
        if (!waiting.tryAcquire()) {
            return Verdict.BUSY;
        }
        try {
            if (!hashing.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return Verdict.BUSY;
            }
            try {
                Verdict known = remembered(digest);
                return known == null ? verify(credentials, colon, digest) : known;
            } finally {
                hashing.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.BUSY;
        } finally {
            waiting.release();
        }
    }

    private Verdict verify(byte[] credentials, int colon, ByteBuffer digest) {
        String user = new String(credentials, 0, colon, UTF_8);
        byte[] password = Arrays.copyOfRange(credentials, colon + 1, credentials.length);
        byte[] hash = hashes.get(user);
        boolean matches =
                BCrypt.verifyer(BCrypt.Version.VERSION_2A, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
                                .verify(password, hash == null ? nobodysHash : hash)
                                .verified
                        && hash != null;
        synchronized (welcome) {
            (matches ? welcome : refused).put(digest, true);
        }
        return matches ? Verdict.WELCOME : Verdict.REFUSED;
    }

    private @Nullable Verdict remembered(ByteBuffer digest) {
        synchronized (welcome) {
            if (welcome.containsKey(digest)) {
                return Verdict.WELCOME;
            }
            return refused.containsKey(digest) ? Verdict.REFUSED : null;
        }
    }

    private byte[] digest(byte[] credentials) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(credentials);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] credentials(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > MAX_HEADER
                || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(authorization.substring(6).strip().getBytes(ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static int indexOfColon(byte[] credentials) {
        for (int i = 0; i < credentials.length; i++) {
            if (credentials[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    private static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    /** Wrong passwords push out wrong passwords only: the two kinds of verdicts are kept apart. */
    private static Map<ByteBuffer, Boolean> remembering() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
