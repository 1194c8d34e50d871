package com.allodoc.ops.backup;

import java.util.List;

/**
 * What a catalogue saw. Immutable.
 *
 * @param records the backups, in any order
 * @param findings what looked wrong or couldn't be read
 * @param complete whether everything could be read; when false, "there is no backup" must not be concluded from it, and
 *     nothing may be removed
 */
public record CatalogListing(List<BackupRecord> records, List<CatalogFinding> findings, boolean complete) {

    public CatalogListing {
        records = List.copyOf(records);
        findings = List.copyOf(findings);
    }
}
