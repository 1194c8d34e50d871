package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Deletes files of a {@link DirectoryBackupCatalog}: regular files directly in its directory, unchanged since listed.
 * Thread-safe.
 */
public final class DirectoryBackupRemover implements BackupRemover {
    private final DirectoryBackupCatalog catalog;

    private DirectoryBackupRemover(DirectoryBackupCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog");
    }

    public static DirectoryBackupRemover of(DirectoryBackupCatalog catalog) {
        return new DirectoryBackupRemover(catalog);
    }

    @Override
    public void remove(BackupRecord backup) throws IOException {
        Optional<BackupRecord> current = catalog.find(backup.id());
        if (current.isEmpty() || !current.get().equals(backup)) {
            throw new IOException(backup.id() + " is not the file that was planned; plan again");
        }
        Files.delete(catalog.path(backup.id()));
    }
}
