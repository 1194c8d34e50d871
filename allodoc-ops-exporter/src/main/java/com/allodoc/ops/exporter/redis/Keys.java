package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the work in the background has found about keys, streams and groups of keys, and how old it is. Source:
 * {@link KeyScanner}; in the scrape itself nothing is asked.
 */
final class Keys {
    static final String NAME = "keys";

    /** How long the first scrape of all waits, so that a single look at a server shows its keys. */
    private static final Duration FIRST = Duration.ofMillis(500);

    private static final Family AGE = Family.gauge(
            "allodoc_redis_key_scan_age_seconds", "Seconds since the pass over the keys that is shown ended.");
    private static final Family DURATION =
            Family.gauge("allodoc_redis_key_scan_duration_seconds", "Seconds that pass took, its rests included.");
    private static final Family ON_REPLICA =
            Family.gauge("allodoc_redis_key_scan_on_replica", "Whether that pass was made on replicas only (1).");
    private static final Family SUCCESS =
            Family.gauge("allodoc_redis_key_scan_success", "Whether the last pass succeeded (1).");
    private static final Family LOOKED =
            Family.counter("allodoc_redis_key_scan_keys_total", "Keys that servers have looked at for the passes.");

    static final List<Family> FAMILIES = Stream.of(
                    KeyFindings.FAMILIES,
                    KeyGroups.FAMILIES,
                    StreamFindings.FAMILIES,
                    List.of(AGE, DURATION, ON_REPLICA, SUCCESS, LOOKED))
            .flatMap(List::stream)
            .toList();

    private Keys() {}

    /** What to show of the scanner now. */
    static Collected collect(
            KeyScanner scanner, List<KeySource> sources, RedisSettings settings, Deadline deadline, InstantSource clock)
            throws Exception {
        if (scanner.wanted().isEmpty()) {
            return Collected.of();
        }
        scanner.ask(sources);
        scanner.awaitFirst(FIRST.compareTo(deadline.remaining()) < 0 ? FIRST : deadline.remaining());
        Optional<KeyScanner.Result> result = scanner.result();
        Optional<Exception> failure = scanner.failure();
        if (failure.isPresent() && result.isEmpty()) {
            String message = String.valueOf(failure.get().getMessage());
            if (message.contains("NOPERM")) {
                return Collected.skipped(RedisGrants.mendKeys(settings, message));
            }
            throw failure.get();
        }
        SampleTable.Builder table = SampleTable.labelled();
        table.row().set(table.column(SUCCESS), failure.isPresent() ? 0 : 1).set(table.column(LOOKED), (double)
                scanner.looked());
        List<SampleTable> tables = new ArrayList<>();
        result.ifPresent(found -> {
            Duration age = Duration.between(found.at(), clock.instant());
            table.set(table.column(AGE), (double) Math.max(0, age.toMillis()) / 1e3)
                    .set(table.column(DURATION), (double) found.took().toMillis() / 1e3)
                    .set(table.column(ON_REPLICA), found.onReplica() ? 1 : 0);
            tables.addAll(found.tables());
        });
        tables.add(table.build());
        return new Collected.Tables(tables);
    }
}
