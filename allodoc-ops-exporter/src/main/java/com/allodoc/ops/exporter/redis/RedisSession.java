package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Session;
import com.allodoc.ops.exporter.collect.UpReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One connection to a Redis server, kept from scrape to scrape. {@link #begin} sends PING, INFO and the commands of all
 * collectors in one write and reads all replies; what the server does not know or the user may not run is remembered
 * and not asked again. Used by one thread, except for {@link #abort()}.
 */
public final class RedisSession implements Session {
    static final RedisCommand PING = RedisCommand.of("+ping", "PING");
    static final RedisCommand INFO = RedisCommand.of("+info", "INFO", "everything");

    /** Redis 5 and older don't know {@code everything} and answer with nothing. */
    private static final RedisCommand OLDER_INFO = RedisCommand.of("+info", "INFO", "all");

    private static final Logger log = LoggerFactory.getLogger(RedisSession.class);

    private final RedisSocket socket;
    private final Socket layered;
    private final Connection connection;
    private final List<RedisCommand> commands;
    private final RedisTimes times;
    private final Map<RedisCommand, RedisReply> settled = new HashMap<>();
    private final Map<RedisCommand, RedisReply> replies = new HashMap<>();
    private RedisCommand infoCommand = INFO;
    private @Nullable InfoReply info;

    private RedisSession(RedisSocket socket, Socket layered, List<RedisCommand> commands, RedisTimes times) {
        this.socket = socket;
        this.layered = layered;
        this.connection = new Connection(() -> layered);
        this.commands = commands;
        this.times = times;
    }

    /**
     * Connects and logs in.
     *
     * @param commands what {@link #begin} is to send besides PING and INFO
     * @param times where to note how long the connect and the pings took
     */
    static RedisSession open(RedisSettings settings, List<RedisCommand> commands, RedisTimes times, Deadline deadline)
            throws IOException, RedisException {
        Optional<RedisCommand> auth = RedisLogin.auth(settings);
        long start = System.nanoTime();
        RedisSocket raw = null;
        try {
            raw = RedisConnector.connect(settings, deadline);
            Socket layered = settings.tls() ? RedisTls.over(raw, settings) : raw;
            RedisSession session = new RedisSession(raw, layered, commands, times);
            session.connection.connect();
            RedisLogin.logIn(session, auth);
            return session;
        } catch (IOException | RedisException | RuntimeException e) {
            if (raw != null) {
                raw.close();
            }
            throw e;
        } finally {
            times.connected(System.nanoTime() - start);
        }
    }

    @Override
    public void begin(Deadline deadline) throws RedisException {
        socket.deadline(deadline);
        times.pinging();
        replies.clear();
        InfoReply before = info;
        List<RedisCommand> due = due(before);
        long start = System.nanoTime();
        send(PING);
        send(infoCommand);
        due.forEach(this::send);
        requirePong(receive());
        times.pinged(System.nanoTime() - start);
        InfoReply now = parse(receive());
        receive(due);
        if (now.isEmpty() && before == null) {
            now = askOlderServer();
        }
        info = now;
        if (before == null) {
            // Only now is it known what kind of server this is; from the next scrape on it is one round trip.
            List<RedisCommand> rest = due(now);
            rest.forEach(this::send);
            receive(rest);
        }
    }

    private List<RedisCommand> due(@Nullable InfoReply known) {
        List<RedisCommand> due = new ArrayList<>(commands.size());
        for (RedisCommand command : commands) {
            if (!settled.containsKey(command) && !replies.containsKey(command) && command.suits(known)) {
                due.add(command);
            }
        }
        return due;
    }

    private void receive(List<RedisCommand> sent) throws RedisException {
        for (RedisCommand command : sent) {
            RedisReply reply = receive();
            if (command.isOnce() || reply.isFinalRefusal()) {
                settled.put(command, reply);
            } else {
                replies.put(command, reply);
            }
        }
    }

    private InfoReply askOlderServer() throws RedisException {
        infoCommand = OLDER_INFO;
        send(OLDER_INFO);
        return parse(receive());
    }

    private static void requirePong(RedisReply reply) throws RedisException {
        String error = reply.error();
        if (error != null) {
            if (error.startsWith("MISCONF")) {
                return; // It can't save to disk and refuses even PING, but it serves; INFO tells the rest.
            }
            throw RedisException.refused(PING, error);
        }
        if (!reply.text().orElse("").equals("PONG")) {
            throw RedisException.protocol("the answer to PING is not PONG", null);
        }
    }

    private InfoReply parse(RedisReply reply) throws RedisException {
        String error = reply.error();
        if (error != null) {
            throw RedisException.refused(infoCommand, error);
        }
        return InfoReply.parse(
                reply.bytes().orElseThrow(() -> RedisException.protocol("the answer to INFO is not text", null)));
    }

    /** Puts a command into the buffer; it leaves with the others when the first reply is awaited. */
    void send(RedisCommand command) {
        connection.sendCommand(command.arguments());
    }

    /** The next reply. */
    RedisReply receive() throws RedisException {
        try {
            return RedisReply.of(connection.getOne());
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

    /** INFO as of this scrape. */
    InfoReply info() {
        if (info == null) {
            throw new IllegalStateException("begin the session before asking for INFO");
        }
        return info;
    }

    /** The reply to one of the session's commands; empty when it does not suit this server and was not sent. */
    Optional<RedisReply> reply(RedisCommand command) {
        RedisReply reply = replies.get(command);
        return Optional.ofNullable(reply == null ? settled.get(command) : reply);
    }

    @Override
    public void end() {
        replies.clear();
    }

    @Override
    public boolean isAlive() {
        return !socket.isClosed() && !connection.isBroken();
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("socket ended badly", e);
        }
    }
}
