package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Progress;
import org.rbd4j.ReadOnlyImageException;

/** A diff by object is true of every byte, whatever the object maps say of themselves, and rebuilding makes them valid again. */
public abstract class ObjectMapContract extends Contract {
    private static final int SIZE = 40_000;
    private static final int OBJECT = 4096;
    private static final int MANY = 300;
    private static final Features LOCK = Features.of(Feature.EXCLUSIVE_LOCK);
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final Features BOTH = LOCK.plus(MAPS);
    private static final ImageFlags INVALID = ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID);
    private static final DiffRange BEGINNING = DiffRange.sinceBeginning().withWholeObject(true);

    /** Used by the subclasses alone. */
    protected ObjectMapContract() {}

    @Property(tries = 25)
    void theBaseAndTheDiffByObjectMakeTheTarget(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape())) {
            byte[] base = history.begin(image);
            image.snapshots().create("base");
            byte[] target = history.goOn(image, base);
            DiffRange since = DiffRange.since("base").withWholeObject(true);
            assertArrayEquals(target, Replay.of(base, image, since), "since the base");
            assertArrayEquals(target, Replay.of(new byte[0], image, BEGINNING), "from the beginning");
            image.selectSnapshot("base");
            assertArrayEquals(base, Replay.of(new byte[0], image, BEGINNING), "the base from the beginning");
        }
    }

    @Property(tries = 10)
    void rebuiltMapsTellTheTruth(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape().withFeatures(LOCK))) {
            byte[] base = history.begin(image);
            image.snapshots().create("base");
            byte[] target = history.goOn(image, base);
            image.updateFeatures(MAPS, true);
            rebuild(image, "base");
            assertEquals(ImageFlags.NONE, image.flags());
            DiffRange since = DiffRange.since("base").withWholeObject(true);
            assertArrayEquals(target, Replay.of(base, image, since), "since the base");
            assertArrayEquals(target, Replay.of(new byte[0], image, BEGINNING), "from the beginning");
            image.snapshots().rollback("base");
            assertArrayEquals(base, Content.of(image), "rolled back");
            assertArrayEquals(base, Replay.of(new byte[0], image, BEGINNING), "rolled back, from the beginning");
        }
    }

    /** Maps that are new know of no object. */
    @Property(tries = 15)
    void mapsThatAreInvalidHideNothing(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape().withFeatures(LOCK))) {
            byte[] base = history.begin(image);
            image.snapshots().create("base");
            image.updateFeatures(MAPS, true);
            byte[] target = history.goOn(image, base);
            assertArrayEquals(target, Content.of(image), "HEAD");
            DiffRange since = DiffRange.since("base").withWholeObject(true);
            assertArrayEquals(target, Replay.of(base, image, since), "since the base");
            assertArrayEquals(target, Replay.of(new byte[0], image, BEGINNING), "from the beginning");
            image.selectSnapshot("base");
            assertArrayEquals(base, Content.of(image), "the base");
            assertArrayEquals(base, Replay.of(new byte[0], image, BEGINNING), "the base from the beginning");
        }
    }

    @Test
    void anInvalidMapKeepsNothingFromBeingReadOrDiscarded() {
        Image image = newImage(ImageShape.plain(OBJECT).withFeatures(LOCK));
        image.write(0, Content.of(1, OBJECT));
        image.updateFeatures(MAPS, true);
        assertArrayEquals(Content.of(1, OBJECT), Content.of(image));
        image.discard(0, OBJECT);
        assertArrayEquals(new byte[OBJECT], Content.of(image));
    }

    /** What was written between two snapshots is what lies between their maps, also when those in between are removed. */
    @Property(tries = 12)
    void theMapsOfManyObjectsTellWhichWereWrittenBetweenTwoSnapshots(
            @ForAll @Size(min = 2, max = 5) List<@Size(max = 6) Set<@IntRange(max = MANY - 1) Integer>> written,
            @ForAll @IntRange(max = 4) int removed) {
        try (Image image = newImage(ImageShape.plain((long) MANY * OBJECT).withFeatures(BOTH))) {
            for (int i = 0; i < MANY; i += 3) {
                image.write((long) i * OBJECT, new byte[1]);
            }
            for (int i = 0; i < written.size(); i++) {
                image.snapshots().create("s" + i);
                written.get(i).forEach(number -> image.write((long) number * OBJECT, new byte[1]));
            }
            String gone = "s" + removed % written.size();
            image.snapshots().remove(gone);
            Set<Integer> since = new TreeSet<>();
            for (int i = written.size() - 1; i >= 0; i--) {
                since.addAll(written.get(i));
                if (!gone.equals("s" + i)) {
                    assertEquals(
                            objects(since),
                            Extents.of(image, DiffRange.since("s" + i).withWholeObject(true)),
                            "s" + i);
                }
            }
        }
    }

    private static List<DiffExtent> objects(Set<Integer> numbers) {
        return numbers.stream()
                .map(number -> new DiffExtent((long) number * OBJECT, OBJECT, true))
                .toList();
    }

    private static void rebuild(Image image, String snapshot) {
        image.rebuildObjectMap(Progress.NONE);
        image.selectSnapshot(snapshot);
        image.rebuildObjectMap(Progress.NONE);
        image.selectHead();
    }

    @Test
    void withFastDiffAnObjectIsAnsweredAsAWhole() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(BOTH));
        image.write(OBJECT + 10, new byte[10]);
        assertEquals(List.of(new DiffExtent(OBJECT, OBJECT, true)), Extents.of(image, BEGINNING));
        image.snapshots().create("snapshot");
        DiffRange since = DiffRange.since("snapshot").withWholeObject(true);
        assertEquals(List.of(), Extents.of(image, since));
        image.write(0, new byte[10]);
        image.discard(OBJECT, OBJECT);
        List<DiffExtent> changed = List.of(new DiffExtent(0, OBJECT, true), new DiffExtent(OBJECT, OBJECT, false));
        assertEquals(changed, Extents.of(image, since));
        assertEquals(List.of(changed.get(0)), Extents.of(image, BEGINNING));
        assertEquals(
                List.of(new DiffExtent(10, OBJECT - 10, true), new DiffExtent(OBJECT, 5, false)),
                Extents.of(image, since.withPart(10, OBJECT - 5)));
    }

    @Test
    void withFastDiffAnObjectThatWasCutIsAnsweredAsAWhole() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(BOTH));
        image.write(0, Content.of(1, OBJECT));
        image.snapshots().create("snapshot");
        image.discard(100, OBJECT - 100);
        DiffRange since = DiffRange.since("snapshot").withWholeObject(true);
        assertEquals(List.of(new DiffExtent(0, OBJECT, true)), Extents.of(image, since));
        image.updateFeatures(MAPS, false);
        assertEquals(
                List.of(new DiffExtent(0, 100, true), new DiffExtent(100, OBJECT - 100, false)),
                Extents.of(image, since));
    }

    @Test
    void aRollbackBringsTheMapBackToo() {
        Image image = newImage(ImageShape.plain(2 * OBJECT).withFeatures(BOTH));
        image.write(0, Content.of(1, 2 * OBJECT));
        image.snapshots().create("snapshot");
        image.discard(0, OBJECT);
        assertEquals(List.of(new DiffExtent(OBJECT, OBJECT, true)), Extents.of(image, BEGINNING));
        image.snapshots().rollback("snapshot");
        assertEquals(
                List.of(new DiffExtent(0, OBJECT, true), new DiffExtent(OBJECT, OBJECT, true)),
                Extents.of(image, BEGINNING));
    }

    @Test
    void theChangesOfARemovedSnapshotAreThoseOfTheNext() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(BOTH));
        image.write(0, Content.of(1, SIZE));
        image.snapshots().create("base");
        image.write(OBJECT, Content.of(2, 10));
        image.snapshots().create("between");
        image.snapshots().remove("between");
        assertEquals(
                List.of(new DiffExtent(OBJECT, OBJECT, true)),
                Extents.of(image, DiffRange.since("base").withWholeObject(true)));
    }

    @Test
    void withoutItAnObjectIsSplitIntoDataAndHole() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(OBJECT + 10, new byte[10]);
        List<DiffExtent> byObject = Extents.of(image, BEGINNING);
        assertEquals(Extents.of(image, BEGINNING.withWholeObject(false)).get(0).offset() / OBJECT, 1);
        assertTrue(byObject.stream().allMatch(extent -> extent.offset() / OBJECT == 1), byObject::toString);
        assertEquals(OBJECT, byObject.stream().mapToLong(DiffExtent::length).sum());
    }

    @Test
    void withFastDiffADiffByObjectOverNothingIsRefused() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(BOTH));
        DiffRange nothing = BEGINNING.withPart(0, 0);
        assertThrowsExactly(InvalidArgumentException.class, () -> Extents.of(image, nothing));
        image.updateFeatures(MAPS, false);
        assertEquals(List.of(), Extents.of(image, nothing));
    }

    @Test
    void rebuildingMakesTheMapOfWhatIsSelectedValidAndNoOther() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        image.write(0, Content.of(1, SIZE));
        image.snapshots().create("snapshot");
        image.updateFeatures(MAPS, true);
        image.rebuildObjectMap(Progress.NONE);
        assertEquals(ImageFlags.NONE, image.flags());
        image.selectSnapshot("snapshot");
        assertEquals(INVALID, image.flags());
        image.rebuildObjectMap(Progress.NONE);
        assertEquals(ImageFlags.NONE, image.flags());
    }

    /** Somebody may just be writing it, librbd says. */
    @Test
    void aRebuildKeepsAnObjectThatHeadsMapSaysIsThere() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        image.updateFeatures(MAPS, true);
        image.discard(100, OBJECT - 100);
        image.rebuildObjectMap(Progress.NONE);
        assertEquals(List.of(new DiffExtent(0, OBJECT, true)), Extents.of(image, BEGINNING));
        assertEquals(List.of(), Extents.of(image, BEGINNING.withWholeObject(false)));
    }

    @Test
    void aRebuildThatIsRefused() {
        Image without = newImage(ImageShape.plain(SIZE));
        assertThrowsExactly(InvalidArgumentException.class, () -> without.rebuildObjectMap(Progress.NONE));
        Image locked = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        assertThrowsExactly(InvalidArgumentException.class, () -> locked.rebuildObjectMap(Progress.NONE));
        assertTrue(locked.isExclusiveLockOwner(), "it gets the lock before it looks");
        for (Image image : List.of(without, newImage(ImageShape.plain(SIZE).withFeatures(BOTH)))) {
            Image reader = pool().openImage(image.name(), OpenOptions.defaults().withReadOnly());
            assertThrowsExactly(ReadOnlyImageException.class, () -> reader.rebuildObjectMap(Progress.NONE));
        }
    }

    @Test
    void aSnapshotThatIsRemovedWhileItIsSelectedLeavesHeadsMapInvalid() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(BOTH));
        image.snapshots().create("snapshot");
        image.selectSnapshot("snapshot");
        image.snapshots().remove("snapshot");
        image.selectHead();
        assertEquals(INVALID, image.flags());
    }

    /** Even through a read-only handle, which believes that there is one, because it was opened before it was switched off. */
    @Test
    void aSnapshotWhoseMapIsMissingWhenItIsSelectedIsInvalid() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(BOTH));
        image.snapshots().create("snapshot");
        Image reader = pool().openImage(image.name(), OpenOptions.defaults().withReadOnly());
        image.updateFeatures(MAPS, false);
        reader.selectSnapshot("snapshot");
        OpenOptions atSnapshot = OpenOptions.defaults().withReadOnly().withSnapshot("snapshot");
        assertEquals(INVALID, pool().openImage(image.name(), atSnapshot).flags());
    }

    /** A handle opens the selected snapshot's map when it hears of the feature, and does not hear that another one rebuilt it. */
    @Test
    void aSnapshotThatWasSelectedBeforeTheMapCameUpIsReadByTheEmptyMapThatItHadThen() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        image.write(0, Content.of(1, SIZE));
        image.snapshots().create("snapshot");
        Image reader = pool().openImage(image.name());
        reader.selectSnapshot("snapshot");
        image.updateFeatures(MAPS, true);
        assertEquals(INVALID, reader.flags());
        assertArrayEquals(Content.of(1, SIZE), Content.of(reader), "an invalid map hides nothing");
        rebuild(image, "snapshot");
        assertEquals(ImageFlags.NONE, reader.flags());
        assertArrayEquals(new byte[SIZE], Content.of(reader), "librbd believes the map in memory");
        reader.selectSnapshot("snapshot");
        assertArrayEquals(Content.of(1, SIZE), Content.of(reader), "selecting it again opens the map again");
    }

    /** What one handle asks of the managed lock's owner, all that watch the image hear, and read its header anew. */
    @Test
    void aRequestToTheLocksOwnerLetsEveryHandleHearOfTheMap() {
        Image owner = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        owner.write(0, Content.of(1, SIZE));
        owner.snapshots().create("snapshot");
        Image reader = pool().openImage(owner.name());
        reader.selectSnapshot("snapshot");
        Image rebuilder = pool().openImage(owner.name());
        rebuilder.selectSnapshot("snapshot");
        owner.updateFeatures(MAPS, true);
        pool().openImage(owner.name()).snapshots().create("later");
        rebuilder.rebuildObjectMap(Progress.NONE);
        assertArrayEquals(new byte[SIZE], Content.of(reader), "by the empty map that it had opened by then");
        assertTrue(owner.isExclusiveLockOwner());
    }

    /** librbd ends the process if the map was switched on since. */
    @Test
    void aRebuildOfASelectedSnapshotThatWasRenamedOrRemovedIsRefused() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        image.snapshots().create("snapshot");
        Image selecting = pool().openImage(image.name(), OpenOptions.defaults().withSnapshot("snapshot"));
        image.snapshots().rename("snapshot", "renamed");
        image.updateFeatures(MAPS, true);
        assertThrowsExactly(InvalidArgumentException.class, () -> selecting.rebuildObjectMap(Progress.NONE));
        selecting.selectSnapshot("renamed");
        selecting.rebuildObjectMap(Progress.NONE);
        assertEquals(ImageFlags.NONE, selecting.flags());
        image.updateFeatures(MAPS, false);
        image.snapshots().create("removed");
        selecting.selectSnapshot("removed");
        image.snapshots().remove("removed");
        assertThrowsExactly(InvalidArgumentException.class, () -> selecting.rebuildObjectMap(Progress.NONE));
        image.updateFeatures(MAPS, true);
        assertThrowsExactly(ImageNotFoundException.class, () -> selecting.rebuildObjectMap(Progress.NONE));
    }

    /** The refresh that hears of the name again opens the map that the one before did not find. */
    @Test
    void aRebuildOfASelectedSnapshotThatHasItsNameBackIsDone() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        image.snapshots().create("snapshot");
        Image selecting = pool().openImage(image.name(), OpenOptions.defaults().withSnapshot("snapshot"));
        image.snapshots().rename("snapshot", "renamed");
        image.updateFeatures(MAPS, true);
        assertEquals(INVALID, selecting.flags());
        image.snapshots().rename("renamed", "snapshot");
        selecting.rebuildObjectMap(Progress.NONE);
        assertEquals(ImageFlags.NONE, selecting.flags());
    }

    /** Flatten marks all objects in a map that it cannot trust, and a rebuild leaves HEAD's marks as they are. */
    @Test
    void whatOnlyAMapKnowsOfIsInTheDiffByObjectOfAClone() {
        Image parent = newImage(ImageShape.plain(OBJECT));
        parent.snapshots().create("snapshot");
        parent.snapshots().protect("snapshot");
        Features lockAndLayering = Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK);
        Image child = cloneOf(parent, "child", ImageOptions.defaults().withFeatures(lockAndLayering));
        child.updateFeatures(MAPS, true);
        child.flatten();
        child.rebuildObjectMap(Progress.NONE);
        child.snapshots().create("snapshot");
        child.snapshots().protect("snapshot");
        List<DiffExtent> marked = List.of(new DiffExtent(0, OBJECT, true));
        assertEquals(marked, Extents.of(child, BEGINNING));
        Image grandchild = cloneOf(child, "grandchild", ImageOptions.defaults());
        assertEquals(marked, Extents.of(grandchild, BEGINNING.withParent(true)));
        assertEquals(List.of(), Extents.of(grandchild, BEGINNING.withParent(false)));
    }

    private Image cloneOf(Image parent, String name, ImageOptions options) {
        pool().cloneImage(parent.name(), "snapshot", pool(), name, options);
        return pool().openImage(name);
    }

    @Test
    void removingASnapshotLeavesEveryMapValid() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(BOTH));
        for (String snapshot : List.of("first", "second", "third")) {
            image.write(0, new byte[] {1});
            image.snapshots().create(snapshot);
        }
        image.snapshots().remove("second");
        image.snapshots().remove("third");
        assertEquals(ImageFlags.NONE, image.flags());
        image.snapshots().remove("first");
        assertEquals(ImageFlags.NONE, image.flags());
    }
}
