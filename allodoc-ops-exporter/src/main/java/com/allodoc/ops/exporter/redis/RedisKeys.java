package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is read from keys, in the background. Immutable. Names of keys become labels: name none that holds a person's.
 *
 * @param check keys and patterns whose sizes and numbers are shown
 * @param count patterns whose keys are counted
 * @param streams streams and patterns of streams
 * @param groups Lua patterns that put every key into a group by what they capture; the first that fits counts
 * @param maxGroups groups shown in a database, those with most memory; the rest is {@code overflow}
 * @param consumers whether the consumers of a stream's groups are shown
 * @param textValues whether values that are no numbers become labels
 * @param maxKeys keys and streams shown at most; the rest is counted
 * @param replica whether a replica is asked where there is one
 * @param budget how much of the server's time it may take
 * @see Builder
 */
public record RedisKeys(
        List<KeySpec> check,
        List<KeySpec> count,
        List<KeySpec> streams,
        List<String> groups,
        int maxGroups,
        boolean consumers,
        boolean textValues,
        int maxKeys,
        boolean replica,
        ScanBudget budget) {

    /** Nothing. */
    public static final RedisKeys NONE = builder().build();

    public RedisKeys {
        check = List.copyOf(check);
        count = List.copyOf(count);
        streams = List.copyOf(streams);
        groups = List.copyOf(groups);
        requireNonNull(budget, "budget");
        if (maxGroups < 1 || maxKeys < 1) {
            throw new IllegalArgumentException("maxGroups and maxKeys must be positive: " + maxGroups + ", " + maxKeys);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean isEmpty() {
        return check.isEmpty() && count.isEmpty() && streams.isEmpty() && groups.isEmpty();
    }

    /** Everything that names a database, in the order of the databases. */
    List<Integer> databases() {
        return Stream.of(check, count, streams)
                .flatMap(List::stream)
                .map(KeySpec::database)
                .distinct()
                .sorted()
                .toList();
    }

    static List<KeySpec> in(int database, List<KeySpec> specs) {
        return specs.stream().filter(spec -> spec.database() == database).toList();
    }

    /** Puts together what is read; what is not set is nothing. Not thread-safe. */
    public static final class Builder {
        private List<KeySpec> check = List.of();
        private List<KeySpec> count = List.of();
        private List<KeySpec> streams = List.of();
        private List<String> groups = List.of();
        private int maxGroups = 100;
        private boolean consumers = true;
        private boolean textValues;
        private int maxKeys = 1000;
        private boolean replica = true;
        private ScanBudget budget = ScanBudget.DEFAULT;

        private Builder() {}

        public Builder check(List<KeySpec> specs) {
            check = specs;
            return this;
        }

        public Builder count(List<KeySpec> specs) {
            count = specs;
            return this;
        }

        public Builder streams(List<KeySpec> specs) {
            streams = specs;
            return this;
        }

        public Builder groups(List<String> luaPatterns) {
            groups = luaPatterns;
            return this;
        }

        public Builder maxGroups(int most) {
            maxGroups = most;
            return this;
        }

        public Builder consumers(boolean on) {
            consumers = on;
            return this;
        }

        public Builder textValues(boolean on) {
            textValues = on;
            return this;
        }

        public Builder maxKeys(int most) {
            maxKeys = most;
            return this;
        }

        public Builder replica(boolean preferred) {
            replica = preferred;
            return this;
        }

        public Builder budget(ScanBudget limits) {
            budget = limits;
            return this;
        }

        public RedisKeys build() {
            return new RedisKeys(
                    check, count, streams, groups, maxGroups, consumers, textValues, maxKeys, replica, budget);
        }
    }
}
