package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.runbook.Runbook;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the definition says: the runbook, where the monitoring is, and the floors below which a ratio is not judged.
 * Immutable.
 *
 * @param addresses of Grafana, Prometheus, Alertmanager, the runbook page and the exporter, by name; and the exporter's job
 * @param scrapeInterval how often Prometheus asks the exporter
 * @param floors by name
 * @see RunbookLoader
 */
public record RunbookFile(
        Runbook runbook, Map<String, String> addresses, Duration scrapeInterval, Map<String, Double> floors) {

    public RunbookFile {
        requireNonNull(runbook, "runbook");
        requireNonNull(scrapeInterval, "scrapeInterval");
        addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
        floors = Collections.unmodifiableMap(new TreeMap<>(floors));
    }

    /** @throws IllegalArgumentException when there is no such address */
    public String address(String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("name: site has no " + name + ", only " + addresses.keySet());
        }
        return address;
    }
}
