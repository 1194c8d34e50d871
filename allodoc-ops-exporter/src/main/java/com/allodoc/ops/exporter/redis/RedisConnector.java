package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** Opens the socket of a server: every address its name has, each within its share of what is left of the deadline. */
final class RedisConnector {
    private RedisConnector() {}

    /**
     * Connects.
     *
     * @throws IOException what the first address said, when none answered
     */
    static RedisSocket connect(RedisSettings settings, Deadline deadline) throws IOException {
        if (settings.socket().isPresent()) {
            return RedisSocket.connect(
                    UnixDomainSocketAddress.of(settings.socket().get()), deadline);
        }
        InetAddress[] addresses = settings.address().isPresent()
                ? new InetAddress[] {settings.address().get()}
                : InetAddress.getAllByName(settings.host());
        IOException first = null;
        for (int i = 0; i < addresses.length; i++) {
            Deadline share = deadline.atMost(deadline.remaining().dividedBy(addresses.length - i));
            try {
                RedisSocket socket = RedisSocket.connect(new InetSocketAddress(addresses[i], settings.port()), share);
                socket.deadline(deadline);
                return socket;
            } catch (IOException e) {
                first = joined(first, e);
            }
        }
        throw first == null ? new IOException(settings.host() + " has no address") : first;
    }

    private static IOException joined(@Nullable IOException first, IOException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
