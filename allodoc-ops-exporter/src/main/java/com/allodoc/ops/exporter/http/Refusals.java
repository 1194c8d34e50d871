package com.allodoc.ops.exporter.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts requests that were refused. Safe for use by any thread. */
final class Refusals {

    /** Why. */
    enum Reason {
        /** No credentials, or wrong ones. */
        UNAUTHENTICATED,
        /** Too many passwords were being checked. */
        LOGINS,
        /** More than the rate limit allows. */
        RATE,
        /** Too many requests at once. */
        CONCURRENCY;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Reason, LongAdder> counts =
            Arrays.stream(Reason.values()).collect(Collectors.toMap(Function.identity(), reason -> new LongAdder()));

    void add(Reason reason) {
        counter(reason).increment();
    }

    long count(Reason reason) {
        return counter(reason).sum();
    }

    private LongAdder counter(Reason reason) {
        return counts.getOrDefault(reason, new LongAdder());
    }
}
