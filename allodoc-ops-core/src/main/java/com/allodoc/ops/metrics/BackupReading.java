package com.allodoc.ops.metrics;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.backup.CatalogListing;
import com.allodoc.ops.backup.RestoreDrill;
import com.allodoc.ops.backup.Verifications;
import com.allodoc.ops.backup.WalArchiving;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about backups at one moment. Immutable.
 *
 * @param listings what the catalogue of each location lists, by the location's name; others keep what was shown of them
 * @param verifications what was proven about them
 * @param drills the rehearsed restores that are remembered
 * @param wal the state of the archiver; null when nobody asked
 */
public record BackupReading(
        Map<String, CatalogListing> listings,
        Verifications verifications,
        List<RestoreDrill> drills,
        @Nullable WalArchiving wal) {

    public BackupReading {
        listings = Map.copyOf(listings);
        requireNonNull(verifications, "verifications");
        drills = List.copyOf(drills);
    }

    /** The copies of one location, without proofs and drills. */
    public static BackupReading of(String location, CatalogListing listing) {
        return new BackupReading(Map.of(location, listing), Verifications.none(), List.of(), null);
    }
}
