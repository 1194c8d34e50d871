package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.UpReason;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What a server said before it closed the connection under our hands. A write into a closed connection fails before the
 * reason is read, which may wait there: no room for one more client, or a TLS alert about a missing certificate.
 */
final class RedisFarewell {
    private static final int LONGEST = 512;

    private RedisFarewell() {}

    /** The reason, when there is one and it is known; reads no further than the end of the stream or the deadline. */
    static Optional<RedisException> of(Socket socket) {
        try {
            String words = new String(socket.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
            int end = words.indexOf('\r');
            if (!words.startsWith("-") || end < 0) {
                return Optional.empty();
            }
            String error = words.substring(1, end);
            UpReason reason = RedisDiagnosis.reasonOf(error);
            // An error of an unknown kind may repeat what it was sent, a password for one.
            return reason == UpReason.ERROR ? Optional.empty() : Optional.of(new RedisException(reason, error, null));
        } catch (SSLException e) {
            return Optional.of(new RedisException(UpReason.TLS, "the server ended TLS: " + e.getMessage(), e));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
