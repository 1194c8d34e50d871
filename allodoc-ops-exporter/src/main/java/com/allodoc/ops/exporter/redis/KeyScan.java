package com.allodoc.ops.exporter.redis;

import java.util.List;

/** Walks over a database with SCAN, a small batch at a time. */
final class KeyScan {

    /** What is done with a batch of keys. */
    interface Batch {
        /** Takes names of keys; false to walk no further. */
        boolean take(List<byte[]> keys) throws RedisException, InterruptedException;
    }

    private KeyScan() {}

    /** Every key that fits the pattern; one that is moved while the server resizes its table may come twice. */
    static void over(KeyWork work, String pattern, Batch batch) throws RedisException, InterruptedException {
        String cursor = "0";
        do {
            RedisCommand scan =
                    RedisCommand.of("+scan", "SCAN", cursor, "MATCH", pattern, "COUNT", String.valueOf(work.batch()));
            RedisReply reply = work.ask(scan, work.batch());
            cursor = reply.text(0).orElseThrow(() -> RedisException.protocol("the answer to SCAN has no cursor", null));
            List<byte[]> keys = reply.at(1).list().stream()
                    .flatMap(key -> key.bytes().stream())
                    .toList();
            if (!keys.isEmpty() && !batch.take(keys)) {
                return;
            }
        } while (!cursor.equals("0"));
    }
}
