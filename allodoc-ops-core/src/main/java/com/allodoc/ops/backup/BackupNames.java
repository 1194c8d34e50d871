package com.allodoc.ops.backup;

import java.time.ZoneId;
import java.util.List;

/**
 * The file name patterns of a directory, tried in order. Immutable.
 *
 * @param patterns never empty
 */
public record BackupNames(List<BackupNamePattern> patterns) {

    public BackupNames {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("patterns must not be empty; use runbook(..) for the usual ones");
        }
    }

    /**
     * The runbook's three: {@code backup_<env>_…}, {@code emergency_…} and {@code pre_maintenance_…} of one
     * environment.
     */
    public static BackupNames runbook(String plan, String environment, ZoneId zone) {
        return new BackupNames(List.of(
                BackupNamePattern.standard(plan, zone),
                BackupNamePattern.emergency(plan, environment, zone),
                BackupNamePattern.preMaintenance(plan, environment, zone)));
    }

    /** The first pattern's answer that accepts, else the first that rejects, else foreign. */
    public ParsedName parse(String name) {
        ParsedName best = new ParsedName.Foreign(name);
        for (BackupNamePattern pattern : patterns) {
            ParsedName parsed = pattern.parse(name);
            if (parsed instanceof ParsedName.Accepted) {
                return parsed;
            }
            if (best instanceof ParsedName.Foreign) {
                best = parsed;
            }
        }
        return best;
    }
}
