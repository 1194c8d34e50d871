package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.UpReason;
import org.jspecify.annotations.Nullable;

/** A failure whose reason is known where it happens. Its message says what, without secrets; where and what next follow. */
final class RedisException extends Exception {
    private static final long serialVersionUID = 1L;

    private final UpReason reason;

    RedisException(UpReason reason, String what, @Nullable Throwable cause) {
        super(what, cause);
        this.reason = reason;
    }

    /** The server answered {@code command} with this error line. */
    static RedisException refused(RedisCommand command, String error) {
        return new RedisException(RedisDiagnosis.reasonOf(error), command + ": " + error, null);
    }

    /** What came back is not what a Redis server says. */
    static RedisException protocol(String what, @Nullable Throwable cause) {
        return new RedisException(UpReason.PROTOCOL, what, cause);
    }

    UpReason reason() {
        return reason;
    }
}
