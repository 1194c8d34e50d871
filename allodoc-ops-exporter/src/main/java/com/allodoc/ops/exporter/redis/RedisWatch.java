package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is read from a server beyond what every server gives. Immutable.
 *
 * @param configCommand what {@code CONFIG} is called there; empty when it must not be sent
 * @param allConfig whether every setting becomes a series, secrets left out
 * @param clients whether every client becomes a series, {@code CLIENT LIST}
 * @param clientHosts whether these carry the client's address and user
 * @param clientPorts whether these carry the client's port
 * @param rdbFile whether the snapshot's file is looked at, for a server on this machine
 * @param searchIndexes which search indexes are asked for; empty for none
 * @param scripts Lua scripts whose numbers become series
 * @param memoryBudget bytes that count as full where {@code maxmemory} is 0
 * @param keys what is read from keys, in the background
 * @param without names of collectors that don't run, and whose commands are not sent
 * @see Builder
 */
public record RedisWatch(
        Optional<String> configCommand,
        boolean allConfig,
        boolean clients,
        boolean clientHosts,
        boolean clientPorts,
        boolean rdbFile,
        Optional<Pattern> searchIndexes,
        List<RedisScript> scripts,
        long memoryBudget,
        RedisKeys keys,
        Set<String> without) {

    /** The runbook's budget for Redis. */
    public static final long DEFAULT_BUDGET = 1L << 30;

    /** What redis_exporter reads when it is told nothing. */
    public static final RedisWatch DEFAULT = builder().build();

    public RedisWatch {
        requireNonNull(configCommand, "configCommand");
        requireNonNull(searchIndexes, "searchIndexes");
        requireNonNull(keys, "keys");
        scripts = List.copyOf(scripts);
        without = Set.copyOf(without);
        if (memoryBudget <= 0) {
            throw new IllegalArgumentException("memoryBudget must be positive: " + memoryBudget);
        }
        if (!clients && (clientHosts || clientPorts)) {
            throw new IllegalArgumentException("clients is off, yet their hosts or ports are asked for; switch it on");
        }
        if (allConfig && configCommand.isEmpty()) {
            throw new IllegalArgumentException("allConfig needs a configCommand");
        }
    }

    /** Whether the collector of this name runs. */
    boolean runs(String collector) {
        return !without.contains(collector);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Puts a watch together; what is not set stays as redis_exporter has it. Not thread-safe. */
    public static final class Builder {
        private Optional<String> configCommand = Optional.of("CONFIG");
        private boolean allConfig;
        private boolean clients;
        private boolean clientHosts;
        private boolean clientPorts;
        private boolean rdbFile;
        private Optional<Pattern> searchIndexes = Optional.empty();
        private List<RedisScript> scripts = List.of();
        private long memoryBudget = DEFAULT_BUDGET;
        private RedisKeys keys = RedisKeys.NONE;
        private Set<String> without = Set.of();

        private Builder() {}

        public Builder configCommand(Optional<String> name) {
            configCommand = name;
            return this;
        }

        public Builder allConfig(boolean on) {
            allConfig = on;
            return this;
        }

        public Builder clients(boolean on) {
            clients = on;
            return this;
        }

        public Builder clientHosts(boolean on) {
            clientHosts = on;
            return this;
        }

        public Builder clientPorts(boolean on) {
            clientPorts = on;
            return this;
        }

        public Builder rdbFile(boolean on) {
            rdbFile = on;
            return this;
        }

        public Builder searchIndexes(Pattern names) {
            searchIndexes = Optional.of(names);
            return this;
        }

        public Builder scripts(List<RedisScript> all) {
            scripts = all;
            return this;
        }

        public Builder memoryBudget(long bytes) {
            memoryBudget = bytes;
            return this;
        }

        public Builder keys(RedisKeys what) {
            keys = what;
            return this;
        }

        public Builder without(Collection<String> collectors) {
            without = Set.copyOf(collectors);
            return this;
        }

        public RedisWatch build() {
            return new RedisWatch(
                    configCommand,
                    allConfig,
                    clients,
                    clientHosts,
                    clientPorts,
                    rdbFile,
                    searchIndexes,
                    scripts,
                    memoryBudget,
                    keys,
                    without);
        }
    }
}
