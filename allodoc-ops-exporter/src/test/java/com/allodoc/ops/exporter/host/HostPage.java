package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.ScrapeFilter;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of host metrics, ours or the peer's: series as {@code name{label=value, ..}} with labels sorted and empty ones
 * left out, and the type of every family.
 */
record HostPage(Map<String, Double> series, Map<String, String> types) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_0-9:]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_0-9]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The text format. */
    static HostPage parse(String text) {
        HostPage page = new HostPage(new TreeMap<>(), new TreeMap<>());
        text.lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                page.types.put(words[2], words[3]);
            } else if (!line.startsWith("#") && sample.matches()) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                page.put(sample.group(1), labels, Double.parseDouble(sample.group(3)));
            }
        });
        return page;
    }

    static HostPage of(Snapshot snapshot) {
        HostPage page = new HostPage(new TreeMap<>(), new TreeMap<>());
        for (SampleTable table : snapshot.tables()) {
            for (Column column : table.columns()) {
                for (int row = 0; row < table.rows(); row++) {
                    if (column.isPresent(row)) {
                        Map<String, String> labels = new TreeMap<>();
                        for (int i = 0; i < table.constantNames().size(); i++) {
                            labels.put(table.constantNames().get(i), table.constantValue(i));
                        }
                        for (int i = 0; i < table.labelNames().size(); i++) {
                            labels.put(table.labelNames().get(i), table.labelValue(row, i));
                        }
                        page.types.put(
                                column.family().name(), column.family().type().text());
                        page.put(column.family().name(), labels, ((ScalarColumn) column).value(row));
                    }
                }
            }
        }
        return page;
    }

    private void put(String name, Map<String, String> labels, double value) {
        labels.values().removeIf(String::isEmpty);
        series.put(name + labels, value);
    }

    static String name(String series) {
        return series.substring(0, series.indexOf('{'));
    }

    double value(String series) {
        Double value = series().get(series);
        if (value == null) {
            throw new AssertionError(series + " is not on the page");
        }
        return value;
    }

    /** One machine, scraped as the exporter does it. */
    static final class Scraper implements AutoCloseable {
        private final ScrapeThreads threads = new ScrapeThreads();
        private final TargetScraper<HostSession> scraper;

        Scraper(HostSettings settings) {
            InstantSource clock = InstantSource.system();
            scraper = new TargetScraper<>(HostTarget.of(settings, clock), Optional.empty(), threads, clock);
        }

        HostPage page() {
            return HostPage.of(scraper.scrape(Deadline.after(Duration.ofSeconds(10)), ScrapeFilter.ALL)
                    .orElseThrow()
                    .join());
        }

        @Override
        public void close() {
            scraper.close();
            threads.close();
        }
    }
}
