package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;

/**
 * The hand on the server that works on keys: a batch goes out, its replies come in, and then it rests as long as the
 * budget wants. Used by one thread, which an interrupt ends.
 */
final class KeyWork {
    /** A batch is small; a server that needs longer for it has other worries. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RedisWire wire;
    private final ScanBudget budget;
    private long looked;

    KeyWork(RedisWire wire, ScanBudget budget) {
        this.wire = wire;
        this.budget = budget;
    }

    static CommandArguments command(String name, byte[] key) {
        return RedisCommand.arguments(List.of(name)).add(key);
    }

    /**
     * Sends a batch, waits for all replies and rests.
     *
     * @param keys how many keys the server looks at for it
     */
    List<RedisReply> exchange(List<CommandArguments> batch, long keys) throws RedisException, InterruptedException {
        long start = System.nanoTime();
        wire.deadline(Deadline.after(PATIENCE));
        batch.forEach(wire::send);
        List<RedisReply> replies = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            replies.add(wire.receive());
        }
        looked += keys;
        rest(budget.restAfter(keys, Duration.ofNanos(System.nanoTime() - start)));
        return replies;
    }

    /** As {@link #exchange}, for one command that must succeed. */
    RedisReply ask(RedisCommand command, long keys) throws RedisException, InterruptedException {
        RedisReply reply = exchange(List.of(command.arguments()), keys).get(0);
        String error = reply.error();
        if (error != null) {
            throw RedisException.refused(command, error);
        }
        return reply;
    }

    private static void rest(Duration pause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!pause.isZero()) {
            Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        }
    }

    int batch() {
        return budget.batch();
    }

    /** Keys the server has looked at so far. */
    long looked() {
        return looked;
    }
}
