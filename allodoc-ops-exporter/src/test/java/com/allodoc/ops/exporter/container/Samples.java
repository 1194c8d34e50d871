package com.allodoc.ops.exporter.container;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The samples of a snapshot, to be asked by name and labels. */
record Samples(List<Sample> all) {

    record Sample(String name, Map<String, String> labels, double value) {}

    static Samples of(Snapshot snapshot) {
        List<Sample> samples = new ArrayList<>();
        for (SampleTable table : snapshot.tables()) {
            for (Column column : table.columns()) {
                for (int row = 0; row < table.rows(); row++) {
                    if (column.isPresent(row)) {
                        samples.add(new Sample(
                                column.family().name(), labels(table, row), ((ScalarColumn) column).value(row)));
                    }
                }
            }
        }
        return new Samples(samples);
    }

    private static Map<String, String> labels(SampleTable table, int row) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < table.labelNames().size(); i++) {
            labels.put(table.labelNames().get(i), table.labelValue(row, i));
        }
        for (int i = 0; i < table.constantNames().size(); i++) {
            labels.put(table.constantNames().get(i), table.constantValue(i));
        }
        return labels;
    }

    /** The one sample of this name that has these labels: name, value, name, value. */
    Optional<Double> find(String name, String... labels) {
        List<Sample> found = all.stream()
                .filter(sample -> sample.name().equals(name) && matches(sample, labels))
                .toList();
        if (found.size() > 1) {
            throw new AssertionError("several samples of " + name + ": " + found);
        }
        return found.stream().map(Sample::value).findFirst();
    }

    double value(String name, String... labels) {
        return find(name, labels)
                .orElseThrow(() -> new AssertionError(
                        "no " + name + " " + List.of(labels) + " among " + named(name) + " of " + names()));
    }

    List<Sample> named(String name) {
        return all.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        all.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** The one reason that is 1. */
    String reason() {
        return all.stream()
                .filter(sample -> sample.name().equals("allodoc_target_up_reason") && sample.value() == 1)
                .map(sample -> sample.labels().get("reason"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }

    /** One engine, scraped as the exporter does it. */
    static final class Scraper implements AutoCloseable {
        private final ScrapeThreads threads = new ScrapeThreads();
        private final TargetScraper<DockerSession> scraper;

        Scraper(ContainerSettings settings) {
            this(settings, InstantSource.system());
        }

        Scraper(ContainerSettings settings, InstantSource clock) {
            scraper = new TargetScraper<>(ContainerTarget.of(settings, clock), Optional.empty(), threads, clock);
        }

        Samples scrape() {
            return scrape(Duration.ofSeconds(10));
        }

        Samples scrape(Duration timeout) {
            return Samples.of(scraper.scrape(Deadline.after(timeout), ScrapeFilter.ALL)
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
