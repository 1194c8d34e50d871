package com.allodoc.ops.backup;

import java.util.Optional;

/**
 * Port: what backups exist. Implementations are thread-safe and report what they can't read as findings, never by
 * throwing.
 */
public interface BackupCatalog {

    /** Everything there is, now, in any order. */
    CatalogListing list();

    /** One backup as it is now; empty when it isn't there or can't be read. */
    default Optional<BackupRecord> find(BackupId id) {
        return list().records().stream().filter(r -> r.id().equals(id)).findFirst();
    }
}
