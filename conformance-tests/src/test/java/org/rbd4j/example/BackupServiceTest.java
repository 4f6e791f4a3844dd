package org.rbd4j.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.ImageExistsException;
import org.rbd4j.Pool;
import org.rbd4j.Snapshot;

/** What {@link BackupService} promises: a backup is restored byte for byte, or refused. */
public abstract class BackupServiceTest extends VolumeTestBed {
    private static final int SIZE = 3 * OBJECT;

    private final MemoryBackupStore store = new MemoryBackupStore();
    private Pool pool;
    private VolumeService volumes;
    private BackupService backups;
    private int tries;

    @BeforeEach
    @BeforeProperty
    void startTheServices() {
        pool = newPool();
        volumes = new VolumeService(pool, "host-1");
        backups = new BackupService(pool, volumes, store);
    }

    /** The volume vm-1, full of bytes. */
    private void createVolume() {
        volumes.create("vm-1", SIZE);
        write(volumes, "vm-1", 0, bytes(1, SIZE));
    }

    private void assertRestores(byte[] expected, Backup backup) throws IOException {
        backups.restore(backup, "restored");
        assertArrayEquals(expected, contentOf(volumes, "restored"), backup::toString);
        volumes.delete("restored");
    }

    private List<String> snapshots() {
        try (Image image = pool.openImage("vm-1")) {
            return image.snapshots().list().stream().map(Snapshot::name).toList();
        }
    }

    @Test
    void everyBackupIsRestoredAsTheVolumeWasThen() throws IOException {
        createVolume();
        Backup full = backups.backUp("vm-1");
        write(volumes, "vm-1", OBJECT - 5, bytes(2, 10));
        Backup second = backups.backUp("vm-1");
        byte[] atSecond = contentOf(volumes, "vm-1");
        write(volumes, "vm-1", 0, bytes(3, SIZE));
        Backup third = backups.backUp("vm-1");
        assertRestores(bytes(1, SIZE), full);
        assertRestores(atSecond, second);
        assertRestores(bytes(3, SIZE), third);
    }

    @Test
    void anIncrementalBackupHoldsWhatChangedAndNoMore() throws IOException {
        createVolume();
        assertTrue(store.backups.get(backups.backUp("vm-1")).length > SIZE);
        write(volumes, "vm-1", OBJECT - 5, bytes(2, 10));
        assertTrue(store.backups.get(backups.backUp("vm-1")).length < 200);
        assertTrue(store.backups.get(backups.backUp("vm-1")).length < 100);
    }

    @Test
    void whatWasNeverWrittenTakesNoSpace() throws IOException {
        volumes.create("vm-1", 2L << 30);
        write(volumes, "vm-1", 3L << 29, bytes(1, 10));
        Backup backup = backups.backUp("vm-1");
        assertTrue(store.backups.get(backup).length < 200);
        backups.restore(backup, "restored");
        try (Attachment attachment = volumes.attach("restored")) {
            assertEquals(2L << 30, attachment.size());
            assertArrayEquals(bytes(1, 10), attachment.read(3L << 29, 10));
        }
    }

    @Test
    void whatWasDiscardedComesBackAsZeroes() throws IOException {
        createVolume();
        backups.backUp("vm-1");
        try (Attachment attachment = volumes.attach("vm-1")) {
            attachment.discard(0, OBJECT);
            attachment.discard(OBJECT, OBJECT / 2);
            attachment.discard(2 * OBJECT + OBJECT / 2, OBJECT / 2);
        }
        Backup backup = backups.backUp("vm-1");
        byte[] expected = bytes(1, SIZE);
        Arrays.fill(expected, 0, OBJECT + OBJECT / 2, (byte) 0);
        Arrays.fill(expected, 2 * OBJECT + OBJECT / 2, SIZE, (byte) 0);
        assertRestores(expected, backup);
    }

    @Test
    void aBackupHasTheSizeThatTheVolumeHadThen() throws IOException {
        createVolume();
        Map<Backup, byte[]> recorded = new LinkedHashMap<>();
        for (int size : List.of(SIZE, 1000, SIZE + 1000, 0, SIZE)) {
            resize(volumes, "vm-1", size);
            recorded.put(backups.backUp("vm-1"), contentOf(volumes, "vm-1"));
            assertEquals(size, contentOf(volumes, "vm-1").length);
        }
        for (Map.Entry<Backup, byte[]> entry : recorded.entrySet()) {
            assertRestores(entry.getValue(), entry.getKey());
        }
    }

    @Test
    void whatWasCutOffBetweenTwoBackupsDoesNotComeBack() throws IOException {
        createVolume();
        backups.backUp("vm-1");
        resize(volumes, "vm-1", 1000);
        resize(volumes, "vm-1", SIZE);
        assertRestores(Arrays.copyOf(Arrays.copyOf(bytes(1, SIZE), 1000), SIZE), backups.backUp("vm-1"));
    }

    @Test
    void aClonesBackupHoldsWhatItSharesWithItsTemplate() throws IOException {
        volumes.create("golden", SIZE);
        write(volumes, "golden", 0, bytes(1, SIZE));
        volumes.publishTemplate("golden");
        volumes.createFromTemplate("golden", "vm-1");
        write(volumes, "vm-1", OBJECT, bytes(2, 10));
        Backup full = backups.backUp("vm-1");
        write(volumes, "vm-1", 0, bytes(3, 10));
        Backup incremental = backups.backUp("vm-1");
        byte[] expected = contentOf(volumes, "vm-1");

        backups.stop("vm-1");
        volumes.delete("vm-1");
        volumes.delete("golden");
        assertRestores(expected, incremental);
        System.arraycopy(bytes(1, 10), 0, expected, 0, 10);
        assertRestores(expected, full);
    }

    @Test
    void anAttachedVolumeIsBackedUpAsItWasWhenTheBackupBegan() throws IOException {
        createVolume();
        try (Attachment attachment = new VolumeService(newPool(), "host-2").attach("vm-1")) {
            attachment.write(0, bytes(2, SIZE));
            attachment.flush();
            Backup backup = backups.backUp("vm-1");
            attachment.write(0, bytes(3, SIZE));
            assertRestores(bytes(2, SIZE), backup);
        }
    }

    @Test
    void whatIsWrittenDuringABackupIsInTheNext() throws IOException {
        createVolume();
        store.interruption = () -> write(volumes, "vm-1", 0, bytes(2, SIZE));
        Backup interrupted = backups.backUp("vm-1");
        assertRestores(bytes(1, SIZE), interrupted);
        assertRestores(bytes(2, SIZE), backups.backUp("vm-1"));
    }

    @Test
    void aBackupThatFailsLeavesNothingAndTheNextIsRight() throws IOException {
        createVolume();
        Backup full = backups.backUp("vm-1");
        write(volumes, "vm-1", 0, bytes(2, SIZE));
        IOException diskFull = new IOException("disk full");
        store.interruption = () -> {
            throw diskFull;
        };
        OpenImages images = new OpenImages(pool);
        BackupService failing = new BackupService(images.pool(), volumes, store);
        assertSame(diskFull, assertThrows(IOException.class, () -> failing.backUp("vm-1")));
        assertEquals(List.of("backup-1"), snapshots());
        assertEquals(2, images.everOpened());
        assertEquals(List.of(), images.stillOpen());

        store.interruption = () -> {};
        write(volumes, "vm-1", OBJECT, bytes(3, 10));
        byte[] expected = contentOf(volumes, "vm-1");
        assertRestores(expected, backups.backUp("vm-1"));
        assertRestores(bytes(1, SIZE), full);
    }

    /** The process ended before it could remove the snapshot. */
    @Test
    void aSnapshotWhoseBackupTheStoreLacksIsNobodysBase() throws IOException {
        createVolume();
        backups.backUp("vm-1");
        write(volumes, "vm-1", 0, bytes(2, 10));
        try (Image image = pool.openImage("vm-1")) {
            image.snapshots().create("backup-2");
        }
        byte[] expected = contentOf(volumes, "vm-1");
        Backup next = backups.backUp("vm-1");
        assertEquals(new Backup("vm-1", 3), next);
        assertRestores(expected, next);
        backups.prune("vm-1");
        assertEquals(List.of("backup-3"), snapshots());
    }

    @Test
    void pruningKeepsTheBaseOfTheNextBackup() throws IOException {
        createVolume();
        Backup full = backups.backUp("vm-1");
        write(volumes, "vm-1", 0, bytes(2, SIZE));
        Backup second = backups.backUp("vm-1");
        backups.prune("vm-1");
        assertEquals(List.of("backup-2"), snapshots());
        write(volumes, "vm-1", 0, bytes(3, 10));
        byte[] expected = contentOf(volumes, "vm-1");
        Backup third = backups.backUp("vm-1");
        assertTrue(store.backups.get(third).length < 200);
        assertRestores(bytes(1, SIZE), full);
        assertRestores(bytes(2, SIZE), second);
        assertRestores(expected, third);
    }

    @Test
    void aVolumeIsNotDeletedWhileBackupsDependOnIt() throws IOException {
        createVolume();
        Backup backup = backups.backUp("vm-1");
        String refusal = assertThrows(VolumeInUseException.class, () -> volumes.delete("vm-1"))
                .getMessage();
        assertEquals("delete vm-1: backups depend on its snapshots [backup-1]", refusal);
        backups.stop("vm-1");
        volumes.delete("vm-1");
        assertRestores(bytes(1, SIZE), backup);
    }

    @Test
    void aVolumeThatIsMadeAnewDoesNotBuildOnTheBackupsOfTheOld() throws IOException {
        createVolume();
        Backup old = backups.backUp("vm-1");
        backups.stop("vm-1");
        volumes.delete("vm-1");
        volumes.create("vm-1", OBJECT);
        assertRestores(new byte[OBJECT], backups.backUp("vm-1"));
        assertRestores(bytes(1, SIZE), old);
    }

    @Test
    void aRestoreOverwritesNothing() throws IOException {
        createVolume();
        Backup backup = backups.backUp("vm-1");
        write(volumes, "vm-1", 0, bytes(2, SIZE));
        assertThrows(ImageExistsException.class, () -> backups.restore(backup, "vm-1"));
        assertArrayEquals(bytes(2, SIZE), contentOf(volumes, "vm-1"));
    }

    @Test
    void aChainWithAGapIsRefused() throws IOException {
        createVolume();
        Backup full = backups.backUp("vm-1");
        Backup second = backups.backUp("vm-1");
        Backup third = backups.backUp("vm-1");
        store.backups.remove(second);
        assertRefused("restore vm-1@backup-3: the store lacks vm-1@backup-2", third);
        assertRestores(bytes(1, SIZE), full);
    }

    @Test
    void aBackupInThePlaceOfAnotherIsRefused() throws IOException {
        createVolume();
        Backup full = backups.backUp("vm-1");
        Backup second = backups.backUp("vm-1");
        store.backups.put(second, store.backups.get(full));
        assertRefused("read vm-1@backup-2: it is vm-1@backup-1", second);
    }

    @Test
    void aDamagedBackupIsRefusedWhereverTheDamageIs() throws IOException {
        Backup backup = smallIncrementalBackup();
        byte[] whole = store.backups.get(backup);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) 0x80;
            store.backups.put(backup, damaged);
            assertRefused("read vm-1@backup-2: ", backup);
        }
    }

    @Test
    void aBackupThatIsCutOffOrTooLongIsRefused() throws IOException {
        Backup backup = smallIncrementalBackup();
        byte[] whole = store.backups.get(backup);
        for (int length = 0; length < whole.length; length++) {
            store.backups.put(backup, Arrays.copyOf(whole, length));
            assertRefused("read vm-1@backup-2: ", backup);
        }
        store.backups.put(backup, Arrays.copyOf(whole, whole.length + 1));
        assertRefused("read vm-1@backup-2: something follows its end", backup);
    }

    /** Of ten bytes written and an object discarded. */
    private Backup smallIncrementalBackup() throws IOException {
        volumes.create("vm-1", SIZE);
        write(volumes, "vm-1", OBJECT, bytes(1, 10));
        backups.backUp("vm-1");
        try (Attachment attachment = volumes.attach("vm-1")) {
            attachment.write(0, bytes(2, 10));
            attachment.discard(OBJECT, OBJECT);
        }
        return backups.backUp("vm-1");
    }

    private void assertRefused(String why, Backup backup) {
        String refusal = assertThrows(UnusableBackupException.class, () -> backups.restore(backup, "restored"))
                .getMessage();
        assertTrue(refusal.startsWith(why), refusal);
        assertFalse(pool.listImages().contains("restored"));
    }

    private enum Deed {
        WRITE,
        DISCARD,
        RESIZE,
        BACK_UP,
        PRUNE
    }

    /** One deed to a volume; what of it lies outside the volume of the moment is moved or clipped to lie inside. */
    private record Step(Deed deed, int at, int length) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Deed.class),
                        Arbitraries.integers().between(0, SIZE),
                        Arbitraries.integers().between(1, 2 * OBJECT))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(20);
    }

    @Property(tries = 25)
    void whateverBefallsAVolumeEachBackupIsRestoredAsItWas(
            @ForAll("steps") List<Step> steps, @ForAll boolean fromTemplate) throws IOException {
        tries++;
        String volume = "vm-" + tries;
        volumes.create(volume, SIZE);
        if (fromTemplate) {
            write(volumes, volume, OBJECT / 2, bytes(tries, OBJECT));
            volumes.publishTemplate(volume);
            volumes.createFromTemplate(volume, volume + "-clone");
            volume += "-clone";
        }
        Map<Backup, byte[]> recorded = new LinkedHashMap<>();
        for (Step step : steps) {
            switch (step.deed()) {
                case BACK_UP -> recorded.put(backups.backUp(volume), contentOf(volumes, volume));
                case PRUNE -> backups.prune(volume);
                default -> change(volume, step);
            }
        }
        for (Map.Entry<Backup, byte[]> entry : recorded.entrySet()) {
            assertRestores(entry.getValue(), entry.getKey());
        }
    }

    private void change(String volume, Step step) {
        try (Attachment attachment = volumes.attach(volume)) {
            if (step.deed() == Deed.RESIZE) {
                attachment.resize(step.at());
            } else if (attachment.size() > 0) {
                long offset = step.at() % attachment.size();
                int length = (int) Math.min(step.length(), attachment.size() - offset);
                if (step.deed() == Deed.WRITE) {
                    attachment.write(offset, bytes(step.at(), length));
                } else {
                    attachment.discard(offset, length);
                }
            }
        }
    }
}
