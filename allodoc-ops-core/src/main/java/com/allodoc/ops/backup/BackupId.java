package com.allodoc.ops.backup;

/**
 * The identity of one stored copy: where it lies and its name there. Immutable.
 *
 * @param location the name of the {@link BackupLocation}
 * @param name the name at that location, such as a file name or object key
 */
public record BackupId(String location, String name) implements Comparable<BackupId> {

    public BackupId {
        Texts.requireText(location, "location");
        Texts.requireText(name, "name");
    }

    @Override
    public int compareTo(BackupId other) {
        int byLocation = location.compareTo(other.location);
        return byLocation != 0 ? byLocation : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return location + "/" + name;
    }
}
