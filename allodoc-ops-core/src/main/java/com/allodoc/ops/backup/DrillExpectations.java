package com.allodoc.ops.backup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must be found in a restored database. Immutable.
 *
 * @param rowFloors the tables that must exist, each with the fewest rows it must have (0: it may be empty)
 * @param newestRecordAge how old the newest record may be at the start of the backup; null when it isn't checked
 * @param smokeTest whether the application's smoke test must pass against it
 */
public record DrillExpectations(
        Map<String, Long> rowFloors, @Nullable Duration newestRecordAge, boolean smokeTest) {

    public DrillExpectations {
        rowFloors = Collections.unmodifiableMap(new TreeMap<>(rowFloors));
        rowFloors.forEach((table, floor) -> {
            Texts.requireText(table, "rowFloors");
            if (floor < 0) {
                throw new IllegalArgumentException("rowFloors: " + table + " must not be negative: " + floor);
            }
        });
        if (newestRecordAge != null) {
            Texts.requirePositive(newestRecordAge, "newestRecordAge");
        }
        if (rowFloors.isEmpty() && newestRecordAge == null && !smokeTest) {
            throw new IllegalArgumentException("a drill that expects nothing proves nothing; name at least one table");
        }
    }

    /** These tables must exist. */
    public static DrillExpectations tables(Set<String> tables) {
        return new DrillExpectations(tables.stream().collect(Collectors.toMap(t -> t, t -> 0L)), null, false);
    }

    public DrillExpectations withRowFloor(String table, long floor) {
        Map<String, Long> floors = new TreeMap<>(rowFloors);
        floors.put(table, floor);
        return new DrillExpectations(floors, newestRecordAge, smokeTest);
    }

    public DrillExpectations withNewestRecordAge(Duration limit) {
        return new DrillExpectations(rowFloors, limit, smokeTest);
    }

    public DrillExpectations withSmokeTest() {
        return new DrillExpectations(rowFloors, newestRecordAge, true);
    }

    /** What {@code seen} falls short of, in words; empty when it is as expected. */
    List<String> shortfalls(BackupRecord backup, RestoreObservation seen) {
        List<String> shortfalls = new ArrayList<>();
        rowFloors.forEach((table, floor) -> {
            Long rows = seen.rows().get(table);
            if (rows == null) {
                shortfalls.add("table " + table + " is missing");
            } else if (rows < floor) {
                shortfalls.add("table " + table + " has " + rows + " rows, at least " + floor + " expected");
            }
        });
        if (newestRecordAge != null) {
            if (seen.newestRecordAt() == null) {
                shortfalls.add("no newest record was found");
            } else {
                Duration age = Duration.between(seen.newestRecordAt(), backup.startedAt());
                if (age.compareTo(newestRecordAge) > 0) {
                    shortfalls.add("the newest record was " + Texts.words(age)
                            + " old when the backup started, at most " + Texts.words(newestRecordAge) + " expected");
                }
            }
        }
        if (smokeTest && !Boolean.TRUE.equals(seen.smokeTestPassed())) {
            shortfalls.add(seen.smokeTestPassed() == null ? "no smoke test was run" : "the smoke test failed");
        }
        return shortfalls;
    }
}
