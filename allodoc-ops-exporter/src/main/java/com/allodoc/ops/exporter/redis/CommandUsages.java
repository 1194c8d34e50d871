package com.allodoc.ops.exporter.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each command has cost so far, looked up by its name. Source: INFO Commandstats. A server gives its commands in one
 * order in all sections, so the next one that is looked for nearly always stands in the next line or soon after; only
 * what is not found on the way there costs an index of them all. Used by one thread.
 */
final class CommandUsages {

    /**
     * What a command has cost.
     *
     * @param usec microseconds of all its calls together
     * @param calls how many there were
     */
    record Usage(double usec, double calls) {}

    private final InfoLine ahead;
    private final Map<String, Optional<Usage>> passed = new HashMap<>();

    CommandUsages(InfoReply info) {
        this.ahead = info.rows(CommandStats.SECTION);
    }

    /** Of this command; empty when the section does not have it, or not both numbers. */
    Optional<Usage> find(String command) {
        Optional<Usage> before = passed.get(command);
        if (before != null) {
            return before;
        }
        while (ahead.next()) {
            Optional<String> name = ahead.nameAfter(CommandStats.PREFIX);
            if (name.isPresent()) {
                Optional<Usage> usage = usage(ahead);
                if (name.get().equals(command)) {
                    return usage;
                }
                passed.put(name.get(), usage);
            }
        }
        return Optional.empty();
    }

    private static Optional<Usage> usage(InfoLine line) {
        double usec = line.number("usec").orElse(Double.NaN);
        double calls = line.number("calls").orElse(Double.NaN);
        return Double.isNaN(usec) || Double.isNaN(calls) ? Optional.empty() : Optional.of(new Usage(usec, calls));
    }
}
