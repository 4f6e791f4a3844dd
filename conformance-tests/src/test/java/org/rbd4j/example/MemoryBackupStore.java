package org.rbd4j.example;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A store whose bytes a test may see and spoil, and which a test may interrupt. */
final class MemoryBackupStore implements BackupStore {
    /** Something that happens in the middle of a backup. */
    @FunctionalInterface
    interface Interruption {
        void happen() throws IOException;
    }

    final Map<Backup, byte[]> backups = new HashMap<>();
    Interruption interruption = () -> {};

    @Override
    public void put(Backup backup, Content content) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        content.writeTo(new FilterOutputStream(kept) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                interruption.happen();
            }
        });
        backups.put(backup, kept.toByteArray());
    }

    @Override
    public InputStream open(Backup backup) {
        return new ByteArrayInputStream(backups.get(backup));
    }

    @Override
    public Set<Backup> backupsOf(String volume) {
        return backups.keySet().stream()
                .filter(backup -> backup.volume().equals(volume))
                .collect(Collectors.toUnmodifiableSet());
    }
}
