package com.allodoc.ops.examples.benchmark;

import java.nio.file.Path;

/**
 * What the command line says.
 *
 * @param tables of the PostgreSQL server
 * @param containers to start
 * @param rounds how often each contender has its turn
 * @param scrapes in each turn
 * @param out where the results go
 */
record Settings(int tables, int containers, int rounds, int scrapes, Path out) {
    private static final Settings DEFAULT = new Settings(1_000, 20, 20, 5, Path.of("target", "compare"));

    /** @throws IllegalArgumentException when an option is unknown or no number */
    static Settings parse(String... args) {
        Settings settings = DEFAULT;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            String value = args[i + 1];
            settings = switch (args[i]) {
                case "--tables" -> settings.with(number(args[i], value), -1, -1, -1);
                case "--containers" -> settings.with(-1, number(args[i], value), -1, -1);
                case "--rounds" -> settings.with(-1, -1, number(args[i], value), -1);
                case "--scrapes" -> settings.with(-1, -1, -1, number(args[i], value));
                case "--out" ->
                    new Settings(
                            settings.tables, settings.containers, settings.rounds, settings.scrapes, Path.of(value));
                default ->
                    throw new IllegalArgumentException(args[i] + " is unknown; there are --tables, --containers,"
                            + " --rounds, --scrapes and --out");
            };
        }
        return settings;
    }

    private Settings with(int newTables, int newContainers, int newRounds, int newScrapes) {
        return new Settings(
                newTables < 0 ? tables : newTables,
                newContainers < 0 ? containers : newContainers,
                newRounds < 0 ? rounds : newRounds,
                newScrapes < 0 ? scrapes : newScrapes,
                out);
    }

    private static int number(String option, String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(option + " must be a number: " + text);
        }
        return Integer.parseInt(text);
    }
}
