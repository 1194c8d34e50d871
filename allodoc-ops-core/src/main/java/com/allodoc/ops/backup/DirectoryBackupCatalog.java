package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.backup.CatalogFinding.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The backups of one directory, known by their file names. Not recursive. The recorded start comes from the name, the
 * end from the time of last change, the outcome from the size: an empty file is a failed backup, one changed less than
 * the settle time ago is still running. Reads nothing but names and attributes. Thread-safe.
 */
public final class DirectoryBackupCatalog implements BackupCatalog {
    private static final List<String> PARTIAL_SUFFIXES = List.of(".part", ".partial", ".tmp");

    /** Reads the attributes of a path without following links; replaced in tests. */
    @FunctionalInterface
    interface Attributes {
        BasicFileAttributes of(Path path) throws IOException;
    }

    private final String location;
    private final Path directory;
    private final BackupNames names;
    private final InstantSource clock;
    private final Duration settle;
    private final Attributes attributes;

    DirectoryBackupCatalog(
            String location,
            Path directory,
            BackupNames names,
            InstantSource clock,
            Duration settle,
            Attributes attributes) {
        this.location = Texts.requireText(location, "location");
        this.directory = requireNonNull(directory, "directory");
        this.names = requireNonNull(names, "names");
        this.clock = requireNonNull(clock, "clock");
        this.settle = requireNonNull(settle, "settle");
        this.attributes = attributes;
    }

    /** A directory whose backups are moved there when they are complete, as a good script does. */
    public static DirectoryBackupCatalog of(String location, Path directory, BackupNames names) {
        // Without a settle time the clock is never read.
        return settling(location, directory, names, InstantSource.fixed(Instant.EPOCH), Duration.ZERO);
    }

    /**
     * A directory whose backups are written under their final name: one that changed less than {@code settle} ago
     * counts as running.
     */
    public static DirectoryBackupCatalog settling(
            String location, Path directory, BackupNames names, InstantSource clock, Duration settle) {
        if (settle.isNegative()) {
            throw new IllegalArgumentException("settle must not be negative: " + settle);
        }
        return new DirectoryBackupCatalog(
                location,
                directory,
                names,
                clock,
                settle,
                path -> Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    public String location() {
        return location;
    }

    @Override
    public CatalogListing list() {
        Reading reading = new Reading();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                reading.read(entry);
            }
        } catch (IOException e) {
            reading.unreadable(directory.toString(), e);
        } catch (DirectoryIteratorException e) {
            reading.unreadable(directory.toString(), e);
        }
        return reading.listing();
    }

    @Override
    public Optional<BackupRecord> find(BackupId id) {
        if (!id.location().equals(location) || !isPlainName(id.name())) {
            return Optional.empty();
        }
        Reading reading = new Reading();
        reading.read(directory.resolve(id.name()));
        return reading.records.stream().findFirst();
    }

    /** The file of a backup of this location. */
    public Path path(BackupId id) {
        if (!id.location().equals(location) || !isPlainName(id.name())) {
            throw new IllegalArgumentException("id " + id + " is not a file of location " + location);
        }
        return directory.resolve(id.name());
    }

    /** The bytes of a backup of this location, for a {@link Verifier}. */
    public BackupContent content(BackupId id) {
        Path path = path(id);
        return () -> Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isPlainName(String name) {
        return !name.equals(".") && !name.equals("..") && !name.contains("/") && !name.contains("\\");
    }

    private final class Reading {
        private final List<BackupRecord> records = new ArrayList<>();
        private final List<CatalogFinding> findings = new ArrayList<>();
        private boolean complete = true;

        CatalogListing listing() {
            return new CatalogListing(records, findings, complete);
        }

        void unreadable(String name, Exception cause) {
            complete = false;
            findings.add(new CatalogFinding(
                    Kind.UNREADABLE, location, name, cause.getClass().getSimpleName() + ": " + cause.getMessage()));
        }

        void read(Path entry) {
            Path fileName = entry.getFileName();
            String name = fileName == null ? entry.toString() : fileName.toString();
            try {
                BasicFileAttributes found = attributes.of(entry);
                if (found.isSymbolicLink()) {
                    report(Kind.SYMLINK, name, "not followed");
                } else if (!found.isRegularFile()) {
                    report(Kind.NOT_A_FILE, name, "not a regular file");
                } else {
                    readFile(name, found);
                }
            } catch (NoSuchFileException e) {
                report(Kind.VANISHED, name, "deleted while the directory was read");
            } catch (IOException e) {
                unreadable(name, e);
            }
        }

        private void readFile(String name, BasicFileAttributes found) {
            ParsedName parsed = names.parse(name);
            if (parsed instanceof ParsedName.Accepted accepted) {
                if (accepted.ambiguous()) {
                    report(Kind.AMBIGUOUS_TIME, name, "that time happened twice; taken as " + accepted.startedAt());
                }
                records.add(record(accepted, found));
            } else if (parsed instanceof ParsedName.Rejected rejected) {
                report(Kind.IMPOSSIBLE_NAME, name, rejected.reason());
            } else if (PARTIAL_SUFFIXES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
                report(Kind.PARTIAL, name, "an unfinished copy");
            } else {
                report(Kind.UNKNOWN_NAME, name, "fits no pattern of this location");
            }
        }

        private BackupRecord record(ParsedName.Accepted name, BasicFileAttributes found) {
            Instant changed = found.lastModifiedTime().toInstant();
            BackupOutcome outcome = BackupOutcome.COMPLETE;
            if (!settle.isZero() && changed.plus(settle).isAfter(clock.instant())) {
                outcome = BackupOutcome.RUNNING;
            } else if (found.size() == 0) {
                outcome = BackupOutcome.FAILED;
                report(Kind.EMPTY, name.name(), "a backup of no bytes counts as failed");
            }
            // A copied file may have changed before the start its name claims: then the end isn't known.
            boolean endKnown = outcome != BackupOutcome.RUNNING && !changed.isBefore(name.startedAt());
            return BackupRecord.named(location, name.name())
                    .plan(name.plan())
                    .environment(name.environment())
                    .startedAt(name.startedAt())
                    .finishedAt(endKnown ? changed : null)
                    .outcome(outcome)
                    .size(found.size())
                    .pin(name.pin())
                    .build();
        }

        private void report(Kind kind, String name, String detail) {
            findings.add(new CatalogFinding(kind, location, name, detail));
        }
    }
}
