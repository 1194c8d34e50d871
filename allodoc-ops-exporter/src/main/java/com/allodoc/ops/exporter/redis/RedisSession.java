package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private final RedisSettings settings;
    private final RedisWire wire;
    private final List<RedisCommand> commands;
    private final RedisTimes times;
    private final Map<RedisCommand, RedisReply> settled = new HashMap<>();
    private final Map<RedisCommand, RedisReply> replies = new HashMap<>();
    private List<RedisCommand> asked = List.of();
    private long askedAt;
    private RedisCommand infoCommand = INFO;
    private @Nullable InfoReply info;

    private RedisSession(RedisSettings settings, RedisWire wire, List<RedisCommand> commands, RedisTimes times) {
        this.settings = settings;
        this.wire = wire;
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
        long start = System.nanoTime();
        try {
            return new RedisSession(settings, RedisWire.open(settings, deadline), commands, times);
        } finally {
            times.connected(System.nanoTime() - start);
        }
    }

    @Override
    public void begin(Deadline deadline) throws RedisException {
        ask(deadline);
        hear(deadline);
    }

    /** The first half of {@link #begin}: everything is on its way, and nothing is waited for. */
    void ask(Deadline deadline) throws RedisException {
        wire.deadline(deadline);
        times.pinging();
        replies.clear();
        asked = due(info);
        askedAt = System.nanoTime();
        wire.send(PING);
        wire.send(infoCommand);
        asked.forEach(wire::send);
        wire.flush();
    }

    /** The second half of {@link #begin}. */
    void hear(Deadline deadline) throws RedisException {
        wire.deadline(deadline);
        InfoReply before = info;
        requirePong(wire.receive());
        times.pinged(System.nanoTime() - askedAt);
        InfoReply now = parse(wire.receive());
        receive(asked);
        if (now.isEmpty() && before == null) {
            now = askOlderServer();
        }
        info = now;
        if (before == null) {
            // Only now is it known what kind of server this is; from the next scrape on it is one round trip.
            List<RedisCommand> rest = due(now);
            rest.forEach(wire::send);
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
            RedisReply reply = wire.receive();
            if (command.isSettledBy(reply)) {
                settled.put(command, reply);
            } else {
                replies.put(command, reply);
            }
        }
    }

    private InfoReply askOlderServer() throws RedisException {
        infoCommand = OLDER_INFO;
        wire.send(OLDER_INFO);
        return parse(wire.receive());
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

    RedisSettings settings() {
        return settings;
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

    /**
     * What a collector answers when one of its commands gave nothing: no data when it was not meant for this server,
     * skipped with the mend when the server does not know it or the user may not run it. Empty when all have replies.
     *
     * @throws RedisException when a command failed for a passing reason
     */
    Optional<Collected> withheld(RedisCommand... needed) throws RedisException {
        for (RedisCommand command : needed) {
            Optional<RedisReply> reply = reply(command);
            if (reply.isEmpty()) {
                return Optional.of(Collected.of());
            }
            String error = reply.get().error();
            if (error != null && command.isSettledBy(reply.get())) {
                return Optional.of(Collected.skipped(RedisGrants.mend(settings, command, error)));
            }
            if (error != null) {
                throw RedisException.refused(command, error);
            }
        }
        return Optional.empty();
    }

    /** From now on everything ends at this deadline. */
    void deadline(Deadline deadline) {
        wire.deadline(deadline);
    }

    /** Asks for what only the replies of this scrape tell the names of; one more round trip, however many there are. */
    List<RedisReply> exchange(List<RedisCommand> more) throws RedisException {
        more.forEach(wire::send);
        List<RedisReply> answers = new ArrayList<>(more.size());
        for (int i = 0; i < more.size(); i++) {
            answers.add(wire.receive());
        }
        return answers;
    }

    @Override
    public void end() {
        replies.clear();
    }

    @Override
    public boolean isAlive() {
        return wire.isAlive();
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        wire.close();
    }
}
