package org.rbd4j.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;

/** What {@link VolumeService} promises, on two hosts. */
public abstract class VolumeServiceTest extends VolumeTestBed {
    private static final int SIZE = 3 * OBJECT;

    private Pool pool;
    private VolumeService volumes;
    private VolumeService otherHost;

    @BeforeEach
    void startTheServices() {
        pool = newPool();
        volumes = new VolumeService(pool, "host-1");
        otherHost = new VolumeService(newPool(), "host-2");
    }

    @Test
    void aNewVolumeIsZeroes() {
        volumes.create("vm-1", SIZE);
        assertArrayEquals(new byte[SIZE], contentOf(volumes, "vm-1"));
    }

    @Test
    void whatOneHostWritesTheNextReads() {
        volumes.create("vm-1", SIZE);
        write(volumes, "vm-1", OBJECT - 5, bytes(1, 10));
        try (Attachment attachment = otherHost.attach("vm-1")) {
            assertArrayEquals(bytes(1, 10), attachment.read(OBJECT - 5, 10));
        }
    }

    @Test
    void aVolumeIsAttachedToOneHostAtATime() {
        volumes.create("vm-1", SIZE);
        try (Attachment attachment = volumes.attach("vm-1")) {
            for (VolumeService any : List.of(volumes, otherHost)) {
                String refusal = assertThrows(VolumeInUseException.class, () -> any.attach("vm-1"))
                        .getMessage();
                assertTrue(refusal.startsWith("attach vm-1: it is attached to host-1"), refusal);
            }
            attachment.write(0, bytes(1, 10));
        }
        otherHost.attach("vm-1").close();
    }

    @Test
    void aDeadHostsVolumeIsTakenFromIt() {
        volumes.create("vm-1", SIZE);
        Attachment ofDeadHost = otherHost.attach("vm-1");
        ofDeadHost.write(0, bytes(1, 10));
        ofDeadHost.flush();
        volumes.forceDetach("vm-1");
        try (Attachment attachment = volumes.attach("vm-1")) {
            assertThrows(RbdException.class, () -> {
                ofDeadHost.write(0, bytes(2, 10));
                ofDeadHost.flush();
            });
            assertArrayEquals(bytes(1, 10), attachment.read(0, 10));
        }
    }

    @Test
    void aVolumeFromATemplateBeginsAsTheTemplateAndChangesAlone() {
        volumes.create("golden", SIZE);
        write(volumes, "golden", 0, bytes(1, SIZE));
        volumes.publishTemplate("golden");
        write(volumes, "golden", 0, bytes(2, 100));
        volumes.createFromTemplate("golden", "vm-1");
        volumes.createFromTemplate("golden", "vm-2");
        assertArrayEquals(bytes(1, SIZE), contentOf(volumes, "vm-1"));
        write(volumes, "vm-1", 0, bytes(3, SIZE));
        assertArrayEquals(bytes(3, SIZE), contentOf(volumes, "vm-1"));
        assertArrayEquals(bytes(1, SIZE), contentOf(volumes, "vm-2"));
    }

    @Test
    void whatIsCutOffByAResizeComesBackAsZeroes() {
        volumes.create("vm-1", SIZE);
        write(volumes, "vm-1", 0, bytes(1, SIZE));
        resize(volumes, "vm-1", 1000);
        resize(volumes, "vm-1", SIZE);
        assertArrayEquals(Arrays.copyOf(Arrays.copyOf(bytes(1, SIZE), 1000), SIZE), contentOf(volumes, "vm-1"));
    }

    /** A discard alone would leave the ends of the range as they were. */
    @Test
    void aRangeIsZeroedToTheByte() {
        volumes.create("vm-1", SIZE);
        byte[] expected = bytes(1, SIZE);
        try (Attachment attachment = volumes.attach("vm-1")) {
            attachment.write(0, expected);
            attachment.zero(1000, 2 * OBJECT);
        }
        Arrays.fill(expected, 1000, 1000 + 2 * OBJECT, (byte) 0);
        assertArrayEquals(expected, contentOf(volumes, "vm-1"));
    }

    @Test
    void aZeroedRangeTakesNoSpace() {
        volumes.create("vm-1", SIZE);
        try (Attachment attachment = volumes.attach("vm-1")) {
            attachment.write(0, bytes(1, SIZE));
            attachment.zero(0, SIZE);
        }
        List<DiffExtent> extents = new ArrayList<>();
        try (Image image = pool.openImage("vm-1")) {
            image.diff(DiffRange.sinceBeginning(), extents::add);
        }
        assertEquals(List.of(), extents);
    }

    @Test
    void aDeletedVolumeIsGone() {
        volumes.create("vm-1", SIZE);
        volumes.publishTemplate("vm-1");
        volumes.delete("vm-1");
        assertEquals(List.of(), pool.listImages());
        assertThrows(ImageNotFoundException.class, () -> volumes.attach("vm-1"));
    }

    @Test
    void anAttachedVolumeIsNotDeleted() {
        volumes.create("vm-1", SIZE);
        try (Attachment attachment = otherHost.attach("vm-1")) {
            assertNotDeleted("vm-1", "it is attached to host-2");
            attachment.write(0, bytes(1, 10));
        }
        volumes.delete("vm-1");
    }

    @Test
    void aTemplateIsNotDeletedBeforeItsClones() {
        volumes.create("golden", SIZE);
        volumes.publishTemplate("golden");
        volumes.createFromTemplate("golden", "vm-1");
        assertNotDeleted("golden", "it is the template of [vm-1]");
        volumes.delete("vm-1");
        volumes.delete("golden");
    }

    private void assertNotDeleted(String volume, String why) {
        String refusal = assertThrows(VolumeInUseException.class, () -> volumes.delete(volume))
                .getMessage();
        assertTrue(refusal.startsWith("delete " + volume + ": " + why), refusal);
        assertTrue(pool.listImages().contains(volume));
    }
}
