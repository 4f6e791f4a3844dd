package org.rbd4j.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;

/**
 * The backups of a pool's volumes: each is a snapshot, and in the store what changed since the backup before, or everything if
 * there is none. A backup counts once the store has it; a snapshot whose backup the store lacks is nobody's base.
 */
final class BackupService {
    /** How much of a volume one diff covers: librbd asks for every object, and of a large volume that takes minutes. */
    private static final long PART = 1L << 30;

    private final Pool pool;
    private final VolumeService volumes;
    private final BackupStore store;

    BackupService(Pool pool, VolumeService volumes, BackupStore store) {
        this.pool = pool;
        this.volumes = volumes;
        this.store = store;
    }

    /** Backs a volume up, attached or not. If that fails, nothing of it is left. */
    Backup backUp(String volume) throws IOException {
        try (Image image = pool.openImage(volume)) {
            Optional<Backup> base = newestStored(image);
            Backup backup = next(image);
            image.snapshots().create(backup.snapshot());
            try {
                store.put(backup, out -> write(backup, base, out));
                return backup;
            } catch (Throwable failure) {
                undo(() -> image.snapshots().remove(backup.snapshot()), failure);
                throw failure;
            }
        }
    }

    /**
     * Makes a new volume that holds what the volume held at a backup. If that fails, there is no new volume.
     *
     * @throws UnusableBackupException if the backup, or one that it builds on, is missing or damaged
     */
    void restore(Backup backup, String newVolume) throws IOException {
        Iterable<Backup> chain = chainTo(backup);
        volumes.create(newVolume, 0);
        try (Attachment attachment = volumes.attach(newVolume)) {
            for (Backup link : chain) {
                try (InputStream in = store.open(link)) {
                    new BackupReader(link, in).applyTo(attachment);
                }
            }
        } catch (Throwable failure) {
            undo(() -> volumes.delete(newVolume), failure);
            throw failure;
        }
    }

    /** Removes the snapshots that no later backup needs: all before the newest backup's. The store keeps every backup. */
    void prune(String volume) throws IOException {
        try (Image image = pool.openImage(volume)) {
            Optional<Backup> newest = newestStored(image);
            snapshots(image)
                    .filter(old ->
                            newest.isPresent() && old.number() < newest.get().number())
                    .forEach(old -> image.snapshots().remove(old.snapshot()));
        }
    }

    /** Removes all of a volume's snapshots, so that it can be deleted; its next backup holds everything. */
    void stop(String volume) {
        try (Image image = pool.openImage(volume)) {
            snapshots(image).forEach(any -> image.snapshots().remove(any.snapshot()));
        }
    }

    private static Stream<Backup> snapshots(Image image) {
        return image.snapshots().list().stream()
                .flatMap(snapshot -> Backup.ofSnapshot(image.name(), snapshot.name()).stream());
    }

    private Optional<Backup> newestStored(Image image) throws IOException {
        return snapshots(image).filter(store.backupsOf(image.name())::contains).reduce((earlier, later) -> later);
    }

    /** A number that neither the volume nor the store knows: a volume that is made anew must not build on the old one. */
    private Backup next(Image image) throws IOException {
        LongStream taken = Stream.concat(snapshots(image), store.backupsOf(image.name()).stream())
                .mapToLong(Backup::number);
        return new Backup(image.name(), taken.max().orElse(0) + 1);
    }

    private void write(Backup backup, Optional<Backup> base, OutputStream out) throws IOException {
        OpenOptions asItWas = OpenOptions.defaults().withReadOnly().withSnapshot(backup.snapshot());
        try (Image image = pool.openImage(backup.volume(), asItWas)) {
            BackupWriter writer = new BackupWriter(out, backup, base, image.size());
            for (long offset = 0; offset < image.size(); offset += PART) {
                for (DiffExtent extent : changes(image, base, offset)) {
                    int length = Math.toIntExact(extent.length());
                    if (extent.exists()) {
                        writer.data(extent.offset(), image.read(extent.offset(), length));
                    } else {
                        writer.zeroes(extent.offset(), length);
                    }
                }
            }
            writer.end();
        }
    }

    private static List<DiffExtent> changes(Image image, Optional<Backup> base, long offset) {
        // What a clone shares with its template is part of it, for the template may be gone when it is restored.
        DiffRange range = base.map(earlier -> DiffRange.since(earlier.snapshot()))
                .orElse(DiffRange.sinceBeginning().withParent(true));
        List<DiffExtent> extents = new ArrayList<>();
        image.diff(range.withPart(offset, PART), extents::add);
        return extents;
    }

    /** The backups to apply one after another, the last of which is this one. */
    private Iterable<Backup> chainTo(Backup last) throws IOException {
        Set<Backup> stored = store.backupsOf(last.volume());
        Deque<Backup> chain = new ArrayDeque<>();
        Optional<Backup> link = Optional.of(last);
        while (link.isPresent()) {
            chain.addFirst(link.get());
            if (!stored.contains(chain.getFirst())) {
                throw new UnusableBackupException("restore " + last + ": the store lacks " + chain.getFirst());
            }
            try (InputStream in = store.open(chain.getFirst())) {
                link = new BackupReader(chain.getFirst(), in).base();
            }
        }
        return chain;
    }

    private static void undo(Runnable step, Throwable failure) {
        try {
            step.run();
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
    }
}
