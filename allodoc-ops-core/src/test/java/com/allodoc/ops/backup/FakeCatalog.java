package com.allodoc.ops.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalogue in memory that also deletes, and can be made to surprise. */
final class FakeCatalog implements BackupCatalog, BackupRemover {
    final Map<BackupId, BackupRecord> records = new LinkedHashMap<>();
    final List<BackupRecord> removed = new ArrayList<>();
    boolean complete = true;
    Runnable beforeRemoval = () -> {};
    int failAfter = Integer.MAX_VALUE;

    FakeCatalog(Collection<BackupRecord> initial) {
        initial.forEach(this::put);
    }

    void put(BackupRecord record) {
        records.put(record.id(), record);
    }

    @Override
    public CatalogListing list() {
        return new CatalogListing(new ArrayList<>(records.values()), List.of(), complete);
    }

    @Override
    public Optional<BackupRecord> find(BackupId id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public void remove(BackupRecord backup) throws IOException {
        if (removed.size() >= failAfter) {
            throw new IOException("read-only");
        }
        records.remove(backup.id());
        removed.add(backup);
        beforeRemoval.run();
    }
}
