package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.Progress;
import org.rbd4j.RbdTimeoutException;
import org.rbd4j.ReadOnlyImageException;

/** The advisory and the managed lock are one, {@code rbd_lock} of the header object: whoever has one keeps the other out. */
public abstract class RbdLockContract extends Contract {
    private static final int SIZE = 40_000;

    /** Used by the subclasses alone. */
    protected RbdLockContract() {}

    @Test
    void withoutAManagedLockNothingHeedsIt() {
        Image first = newImage(ImageShape.plain(SIZE));
        Image second = openedBySecond(first);
        second.locks().lockExclusive("a");
        first.write(0, Content.of(1, SIZE));
        first.discard(0, 4096);
        first.flush();
        first.resize(SIZE + 1);
        first.snapshots().create("snapshot");
        first.snapshots().rollback("snapshot");
        assertEquals(List.of("a"), Cookies.of(first));
    }

    @Test
    void whileNobodyHasTheManagedLockTheAdvisoryLockStandsInItsWay() {
        Image image = newManagedImage();
        image.locks().lockExclusive("a");
        assertReadOnly(() -> image.resize(SIZE + 1));
        assertReadOnly(() -> image.snapshots().create("new"));
        assertReadOnly(() -> image.snapshots().remove("snapshot"));
        assertReadOnly(() -> image.snapshots().rollback("snapshot"));
        assertReadOnly(() -> image.rebuildObjectMap(Progress.NONE));
        assertReadOnly(() -> image.updateFeatures(Features.of(Feature.OBJECT_MAP), false));
        assertReadOnly(() -> image.updateFeatures(Features.of(Feature.DEEP_FLATTEN), false));
        assertReadOnly(() -> pool().renameImage(image.name(), "renamed"));
        assertDoesNotThrow(() -> image.snapshots().protect("snapshot"));
        assertDoesNotThrow(() -> image.snapshots().rename("snapshot", "renamed"));
        assertDoesNotThrow(() -> image.copy(pool(), "copy"));
        assertDoesNotThrow(image::invalidateCache);
        assertEquals(SIZE, image.read(0, SIZE).length);
        assertFalse(image.isExclusiveLockOwner());
        image.locks().unlock("a");
        image.write(0, new byte[10]);
        assertTrue(image.isExclusiveLockOwner());
    }

    private static void assertReadOnly(Executable call) {
        assertThrowsExactly(ReadOnlyImageException.class, call);
    }

    /** With a snapshot, and nobody who owns the managed lock. */
    private Image newManagedImage() {
        try (Image maker = newImage(ImageShape.plain(SIZE).withFeatures(new Features(61)))) {
            maker.snapshots().create("snapshot");
            return pool().openImage(maker.name());
        }
    }

    @Test
    void theManagedLockIsListedToo() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(Features.of(Feature.EXCLUSIVE_LOCK)));
        image.write(0, new byte[10]);
        AdvisoryLock lock = pool().openImage(image.name()).locks().list().orElseThrow();
        assertTrue(lock.exclusive());
        assertEquals("internal", lock.tag());
        assertTrue(lock.holders().get(0).cookie().startsWith("auto "));
        assertThrowsExactly(ImageBusyException.class, () -> image.locks().lockExclusive("a"));
        assertThrowsExactly(ImageBusyException.class, () -> image.locks().lockShared("a", "internal"));
    }

    /** They are one lock underneath, and nothing but a deadline ends the wait. */
    @Test
    void aWriteWaitsForTheAdvisoryLockUntilTheDeadline() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(Features.of(Feature.EXCLUSIVE_LOCK)));
        image.locks().lockExclusive("cookie");
        Image waiting = poolOf(newClient(Map.of("rbd4j_deadline", "1"))).openImage(image.name());
        assertThrowsExactly(RbdTimeoutException.class, () -> waiting.write(0, new byte[1]));
        image.locks().unlock("cookie");
    }
}
