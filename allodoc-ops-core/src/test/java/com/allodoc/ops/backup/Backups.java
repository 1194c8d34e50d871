package com.allodoc.ops.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Records for tests. */
final class Backups {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final BackupGroup GROUP = new BackupGroup("database", "production", "primary");

    private Backups() {}

    /** A complete backup of 1,000 bytes; {@code start} is an instant or carries an offset. */
    static BackupRecord at(String start) {
        return at(OffsetDateTime.parse(start).toInstant());
    }

    static BackupRecord at(Instant start) {
        return begun(start).build();
    }

    static BackupRecord.Builder begun(Instant start) {
        return BackupRecord.named("primary", "backup_" + start).startedAt(start).size(1_000);
    }

    /** One per day at a local time in Paris, both dates included, oldest first. */
    static List<BackupRecord> daily(String from, String to, String time) {
        List<BackupRecord> records = new ArrayList<>();
        LocalDate last = LocalDate.parse(to);
        for (LocalDate day = LocalDate.parse(from); !day.isAfter(last); day = day.plusDays(1)) {
            records.add(at(day.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant()));
        }
        return records;
    }

    static List<String> days(List<? extends Decision> decisions) {
        return decisions.stream()
                .map(d -> d.backup().startedAt().atZone(PARIS).toLocalDate().toString())
                .toList();
    }

    /**
     * The same draw at every run, so that a build fails for what changed and not by chance. {@code -Dseed=…} makes
     * another or repeats a failure, since the seed is part of every message.
     */
    static long seed() {
        return Long.getLong("seed", 736_211);
    }
}
