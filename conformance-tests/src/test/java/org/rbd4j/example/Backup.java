package org.rbd4j.example;

import java.util.Optional;

/**
 * What a volume held at one moment; kept by the volume as a snapshot, and by a {@link BackupStore}.
 *
 * @param volume the volume's name
 * @param number counts the volume's backups, from 1
 */
record Backup(String volume, long number) {
    private static final String PREFIX = "backup-";

    /** The backup that a snapshot belongs to; empty if it is no backup's. */
    static Optional<Backup> ofSnapshot(String volume, String snapshot) {
        return snapshot.matches(PREFIX + "\\d{1,18}")
                ? Optional.of(new Backup(volume, Long.parseLong(snapshot.substring(PREFIX.length()))))
                : Optional.empty();
    }

    String snapshot() {
        return PREFIX + number;
    }

    @Override
    public String toString() {
        return volume + "@" + snapshot();
    }
}
