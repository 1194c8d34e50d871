package com.allodoc.ops.backup;

import java.io.IOException;

/** Port: deletes one backup. Called by {@link RetentionExecutor} only, one at a time. */
@FunctionalInterface
public interface BackupRemover {

    /**
     * Deletes the copy that {@code backup} describes.
     *
     * @throws IOException when it is not there, is not what the record says, or can't be deleted
     */
    void remove(BackupRecord backup) throws IOException;
}
