package com.allodoc.ops.backup;

/**
 * A place where copies of a plan must arrive. Immutable.
 *
 * @param name unique within a plan, such as {@code primary}
 * @param remote whether it survives the loss of the machine that is backed up
 * @param encrypted whether copies are encrypted at rest
 * @param immutable whether copies can't be changed or deleted before their time, even by an intruder
 */
public record BackupLocation(String name, boolean remote, boolean encrypted, boolean immutable) {

    public BackupLocation {
        Texts.requireText(name, "name");
    }

    /** A directory of the machine itself. */
    public static BackupLocation local(String name) {
        return new BackupLocation(name, false, false, false);
    }

    /** A place elsewhere, such as an S3 bucket. */
    public static BackupLocation remote(String name) {
        return new BackupLocation(name, true, false, false);
    }

    public BackupLocation withEncryption() {
        return new BackupLocation(name, remote, true, immutable);
    }

    public BackupLocation withImmutability() {
        return new BackupLocation(name, remote, encrypted, true);
    }
}
