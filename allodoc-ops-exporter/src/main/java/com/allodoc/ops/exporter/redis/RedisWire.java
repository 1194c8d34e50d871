package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.UpReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One connection, logged in. Commands go out in batches, replies come back in their order, and nothing outlasts the
 * deadline. Used by one thread, except for {@link #close()}.
 */
final class RedisWire implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisWire.class);

    private final RedisSocket socket;
    private final Socket layered;
    private final Line line;

    private RedisWire(RedisSocket socket, Socket layered) {
        this.socket = socket;
        this.layered = layered;
        this.line = new Line(layered);
    }

    /** Connects and logs in. */
    static RedisWire open(RedisSettings settings, Deadline deadline) throws IOException, RedisException {
        Optional<RedisCommand> auth = RedisLogin.auth(settings);
        RedisSocket raw = null;
        try {
            raw = RedisConnector.connect(settings, deadline);
            RedisWire wire = new RedisWire(raw, settings.tls() ? RedisTls.over(raw, settings) : raw);
            wire.line.connect();
            RedisLogin.logIn(wire, auth);
            return wire;
        } catch (IOException | RedisException | RuntimeException e) {
            if (raw != null) {
                raw.close();
            }
            throw e;
        }
    }

    /** From now on everything ends at this deadline. */
    void deadline(Deadline deadline) {
        socket.deadline(deadline);
    }

    /** Puts a command into the buffer; it leaves with the others. */
    void send(RedisCommand command) {
        line.sendCommand(command.arguments());
    }

    /** As {@link #send(RedisCommand)}, for a command with a name of a key in it, which may be any bytes. */
    void send(CommandArguments command) {
        line.sendCommand(command);
    }

    /** Sends what is in the buffer, without waiting for a reply. */
    void flush() throws RedisException {
        try {
            line.flush();
        } catch (JedisConnectionException e) {
            throw lost(e);
        }
    }

    /** The next reply; what is still in the buffer is sent first. */
    RedisReply receive() throws RedisException {
        try {
            return RedisReply.of(line.getOne());
        } catch (JedisDataException e) {
            return RedisReply.error(String.valueOf(e.getMessage()));
        } catch (JedisConnectionException e) {
            throw lost(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw RedisException.protocol("the answer can't be read: " + e, e);
        }
    }

    private RedisException lost(JedisConnectionException e) {
        String message = String.valueOf(e.getMessage());
        if (e.getCause() instanceof InterruptedIOException) {
            return new RedisException(UpReason.TIMEOUT, "no answer before the deadline", e);
        }
        if (e.getCause() instanceof IOException) {
            return RedisFarewell.of(layered)
                    .orElseGet(() -> new RedisException(
                            RedisDiagnosis.reasonOf(e, UpReason.LOST), "the connection broke: " + message, e));
        }
        if (message.contains("end of stream")) {
            return new RedisException(UpReason.LOST, "the connection broke: " + message, e);
        }
        return RedisException.protocol("the answer is not Redis's protocol: " + message, e);
    }

    boolean isAlive() {
        return !socket.isClosed() && !line.isBroken();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("socket ended badly", e);
        }
    }

    /** jedis's connection, whose buffer can be emptied without reading. */
    private static final class Line extends Connection {
        Line(Socket socket) {
            super(() -> socket);
        }

        @Override
        protected void flush() {
            super.flush();
        }
    }
}
