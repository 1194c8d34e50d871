package com.allodoc.ops.examples.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ours and the peers side by side on servers of their own. They take turns, so that whatever else the machine does hits
 * all of them alike; medians of the turns are compared. Started by {@code benchmark/compare}.
 */
public final class Compare {
    private Compare() {}

    /** Measures, prints a table, and writes it with every turn and a picture to the folder. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        Settings settings;
        try {
            settings = Settings.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        Path folder = Files.createTempDirectory("allodoc-compare-");
        try (Watched watched = Watched.start(settings, folder)) {
            List<Result> results = measure(settings, new Contenders(folder), watched);
            write(settings, watched, results);
        } finally {
            delete(folder);
        }
    }

    private static List<Result> measure(Settings settings, Contenders contenders, Watched watched)
            throws IOException, InterruptedException {
        List<Contender> all = contenders.startAll(watched);
        try {
            List<List<Turn>> turns = new ArrayList<>();
            all.forEach(contender -> turns.add(new ArrayList<>()));
            for (int round = 0; round < settings.rounds(); round++) {
                for (int i = 0; i < all.size(); i++) {
                    turns.get(i).add(all.get(i).turn(settings.scrapes()));
                }
                System.err.print("\rround " + (round + 1) + " of " + settings.rounds() + ' ');
            }
            System.err.println();
            Map<String, Double> trips = RoundTrips.count(contenders, watched);
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Contender each = all.get(i);
                double roundTrips = trips.getOrDefault(each.watches() + '/' + each.name(), Double.NaN);
                results.add(new Result(each.watches(), each.name(), turns.get(i), roundTrips));
            }
            return results;
        } finally {
            all.forEach(Contender::close);
        }
    }

    private static void write(Settings settings, Watched watched, List<Result> results) throws IOException {
        String head = LocalDate.now(ZoneOffset.UTC) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + System.getProperty("java.version") + ": " + settings.tables() + " tables, " + watched.containers()
                + " containers, " + settings.rounds() + " rounds of " + settings.scrapes() + " scrapes";
        String table = head + "\n\n" + Report.table(results);
        Path out = Files.createDirectories(settings.out());
        Files.writeString(out.resolve("table.md"), table);
        Files.writeString(out.resolve("runs.csv"), Report.runs(results));
        Files.writeString(out.resolve("plot.svg"), Plot.of(results, head));
        PrintStream terminal = System.out;
        terminal.println(table);
        terminal.println("Written to " + out.toAbsolutePath());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
