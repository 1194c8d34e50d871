package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is broken, as a bounded text: signals with the same key belong to the same incident. At most 255 characters, the limit
 * of PagerDuty's {@code dedup_key}; what is longer, or holds characters that not every store keeps, is replaced by its
 * SHA-256. The same input gives the same key in every process and release. Immutable.
 *
 * @param value the key, 1 to 255 visible characters
 */
public record DedupKey(String value) {
    private static final int MAX = 255;
    private static final String HASHED = "sha256:";

    public DedupKey {
        requireNonNull(value, "value");
        if (!isPlain(value)) {
            throw new IllegalArgumentException("value must be 1 to " + MAX
                    + " printable characters without control characters; DedupKey.of(..) hashes what is not");
        }
    }

    /** A key of one's own, such as the name of a check. */
    public static DedupKey of(String value) {
        return prefixed("", value);
    }

    /** The key of one alert: Alertmanager's {@code fingerprint} of its labels. */
    public static DedupKey ofAlert(String fingerprint) {
        return prefixed("alert:", fingerprint);
    }

    /** The key of a group of alerts: receiver and {@code groupKey}, because two receivers may group alike. */
    public static DedupKey ofGroup(String receiver, String groupKey) {
        requireNonNull(receiver, "receiver");
        requireNonNull(groupKey, "groupKey");
        // The length keeps ("a", "b/c") and ("a/b", "c") apart.
        return prefixed("group:", receiver.length() + ":" + receiver + "/" + groupKey);
    }

    /** The key of what somebody reported by hand; {@code id} must be new each time. */
    public static DedupKey ofManual(String id) {
        return prefixed("manual:", id);
    }

    private static DedupKey prefixed(String prefix, String value) {
        requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("value must not be blank: unrelated signals would share one incident");
        }
        // A value that looks hashed is hashed too, so that nothing else can claim its key.
        boolean plain = isPlain(prefix + value) && !value.startsWith(HASHED);
        return new DedupKey(plain ? prefix + value : prefix + HASHED + sha256(value));
    }

    private static boolean isPlain(String value) {
        return !value.isBlank()
                && value.length() <= MAX
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** The SHA-256 of the text's UTF-8 form in lower-case hexadecimal digits. */
    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        // Encoders turn every lone surrogate into the same replacement; raw UTF-16 keeps different texts apart.
        ByteBuffer raw = ByteBuffer.allocate(2 * text.length());
        raw.asCharBuffer().put(text);
        return raw.array();
    }

    @Override
    public String toString() {
        return value;
    }
}
