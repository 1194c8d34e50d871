package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.threshold.Threshold;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The limits of a definition that the exporter tells, so that rules rendered from another one are noticed. Immutable.
 *
 * @param file the team's own definition
 * @param byAlert the number beyond which an alert fires, by its name
 */
public record RunbookLimits(Path file, Map<String, Double> byAlert) {

    public RunbookLimits {
        requireNonNull(file, "file");
        byAlert = Collections.unmodifiableMap(new TreeMap<>(byAlert));
    }

    static RunbookLimits of(Path file, RunbookFile definition) {
        Map<String, Double> limits = new TreeMap<>();
        for (AlertRule alert : definition.runbook().alerts()) {
            if (alert.limit() instanceof Threshold.Above above) {
                limits.put(alert.name(), above.limit());
            } else if (alert.limit() instanceof Threshold.Below below) {
                limits.put(alert.name(), below.limit());
            }
        }
        return new RunbookLimits(file, limits);
    }
}
