package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is read from a Redis server beyond what every server gives. Immutable.
 *
 * @param configCommand what {@code CONFIG} is called there; empty when it must not be sent
 * @param allConfig whether every setting is shown, secrets left out
 * @param clients how much of every client is shown
 * @param rdbFile whether the snapshot's file is looked at, for a server on this machine
 * @param searchIndexes a regular expression for the names of search indexes to ask for
 * @param scripts Lua scripts whose numbers are shown
 * @param memoryBudget bytes that count as full where {@code maxmemory} is 0
 * @param keys what is read from keys
 * @param collectors which collectors run; all are read in one round trip, so none has an interval of its own
 */
public record RedisOptions(
        Optional<String> configCommand,
        boolean allConfig,
        RedisClients clients,
        boolean rdbFile,
        Optional<String> searchIndexes,
        List<RedisScriptFile> scripts,
        long memoryBudget,
        RedisKeyOptions keys,
        CollectorSelection collectors) {

    /** The runbook's budget for Redis, 1 GB, and nothing else. */
    public static final RedisOptions DEFAULT = new RedisOptions(
            Optional.of("CONFIG"),
            false,
            RedisClients.NONE,
            false,
            Optional.empty(),
            List.of(),
            1L << 30,
            RedisKeyOptions.DEFAULT,
            CollectorSelection.STANDARD);

    public RedisOptions {
        requireNonNull(clients, "clients");
        requireNonNull(searchIndexes, "searchIndexes");
        requireNonNull(keys, "keys");
        if (!collectors.enable().isEmpty() || !collectors.intervals().isEmpty()) {
            throw new IllegalArgumentException(
                    "collectors: of Redis all run and are read in one round trip, so there is"
                            + " nothing to enable and no interval; disable is what there is");
        }
        scripts = List.copyOf(scripts);
        if (memoryBudget <= 0) {
            throw new IllegalArgumentException("memoryBudget must be above 0");
        }
        if (configCommand.isEmpty() && (allConfig || rdbFile)) {
            throw new IllegalArgumentException("allConfig and rdbFile need a configCommand other than -");
        }
    }

    /** The same with other keys: what a request asks for itself. */
    public RedisOptions withKeys(RedisKeyOptions other) {
        return new RedisOptions(
                configCommand, allConfig, clients, rdbFile, searchIndexes, scripts, memoryBudget, other, collectors);
    }
}
