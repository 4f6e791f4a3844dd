package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.StoredObject.Clone;
import org.rbd4j.sim.StoredObject.Range;

/** The list of data objects shows each head and each clone that RADOS keeps. */
class StoredObjectTest {
    private final SimCluster cluster = SimCluster.create();
    private final Rados rados = cluster.connect();
    private final Pool pool = rados.openPool("rbd");

    @AfterEach
    void close() {
        cluster.close();
    }

    private Image imageOfTwoObjects() {
        pool.createImage("image", 16384, ImageOptions.defaults().withOrder(12));
        Image image = pool.openImage("image");
        image.write(0, new byte[4096]);
        image.write(8192, new byte[10]);
        return image;
    }

    @Test
    void anObjectIsItsHeadAndItsClones() {
        Image image = imageOfTwoObjects();
        image.snapshots().create("s");
        image.write(100, new byte[50]);
        assertEquals(
                List.of(
                        new StoredObject(
                                "rbd",
                                "rbd_data.1.0000000000000000",
                                OptionalLong.of(4096),
                                List.of(new Clone(
                                        1, List.of(1L), 4096, List.of(new Range(0, 100), new Range(150, 3946))))),
                        new StoredObject("rbd", "rbd_data.1.0000000000000002", OptionalLong.of(10), List.of())),
                cluster.objects());
        assertEquals(
                "rbd/rbd_data.1.0000000000000000: 4096 bytes; clone 1 of snapshots [1], 4096 bytes, "
                        + "overlap [0~100, 150~3946]",
                cluster.objects().get(0).toString());
    }

    @Test
    void aRemovedObjectThatASnapshotNeedsHasNoHead() {
        Image image = imageOfTwoObjects();
        image.snapshots().create("s");
        image.resize(8192);
        StoredObject removed = cluster.objects().get(1);
        assertEquals(
                new StoredObject(
                        "rbd",
                        "rbd_data.1.0000000000000002",
                        OptionalLong.empty(),
                        List.of(new Clone(1, List.of(1L), 10, List.of()))),
                removed);
        assertEquals(new SimUsage(1, 1, 8192), cluster.usage());
    }

    @Test
    void whatOnlyARemovedSnapshotNeedsIsThereUntilTheTrimmerComesBy() {
        Image image = imageOfTwoObjects();
        image.snapshots().create("s");
        image.write(0, new byte[4096]);
        cluster.setNoSnapTrim(true);
        image.snapshots().remove("s");
        assertEquals(1, cluster.objects().get(0).clones().size());
        cluster.setNoSnapTrim(false);
        assertEquals(0, cluster.objects().get(0).clones().size());
    }

    /** As librbd 1.16.0 was seen to do: its discard copies nothing up, and removes what it made. */
    @Test
    void aCloneThatShrinksBelowWhatASnapshotMayNeedLeavesWhiteoutsWhereTheParentHasZeroes() {
        Image parent = imageOfTwoObjects();
        parent.write(4096, new byte[1]);
        parent.write(8192, new byte[] {1});
        parent.write(12288, new byte[1]);
        parent.snapshots().create("s");
        parent.snapshots().protect("s");
        pool.cloneImage("image", "s", pool, "clone");
        Image clone = pool.openImage("clone");
        clone.snapshots().create("t");
        clone.resize(4096);
        StoredObject copiedUp = new StoredObject(
                "rbd",
                "rbd_data.2.0000000000000002",
                OptionalLong.empty(),
                List.of(new Clone(2, List.of(2L), 10, List.of())));
        assertEquals(List.of(whiteout(1), copiedUp, whiteout(3)), objectsOfClone());
        clone.resize(16384);
        clone.write(4096, new byte[1]);
        clone.resize(4096);
        assertEquals(List.of(copiedUp), objectsOfClone(), "the second time nothing is beneath them");
        clone.snapshots().remove("t");
        assertEquals(List.of(), objectsOfClone());
    }

    private static StoredObject whiteout(int number) {
        return new StoredObject("rbd", "rbd_data.2.000000000000000" + number, OptionalLong.empty(), List.of());
    }

    private List<StoredObject> objectsOfClone() {
        return cluster.objects().stream()
                .filter(object -> object.name().startsWith("rbd_data.2."))
                .toList();
    }

    @Test
    void aPoolFollowsAnother() {
        rados.createPool("another");
        rados.openPool("another").createImage("image", 1);
        rados.openPool("another").openImage("image").write(0, new byte[1]);
        imageOfTwoObjects();
        assertEquals(
                List.of(
                        "rbd/rbd_data.2.0000000000000000",
                        "rbd/rbd_data.2.0000000000000002",
                        "another/rbd_data.1.0000000000000000"),
                cluster.objects().stream()
                        .map(object -> object.pool() + "/" + object.name())
                        .toList());
    }

    @Test
    void metadataObjectsAreListedByName() {
        imageOfTwoObjects();
        assertEquals(
                List.of("rbd/rbd_directory", "rbd/rbd_header.1", "rbd/rbd_id.image", "rbd/rbd_object_map.1"),
                cluster.metadataObjects());
    }

    @Test
    void nothingIsLeftOfTheDataOfAnImageThatWasRemoved() {
        imageOfTwoObjects().close();
        pool.removeImage("image");
        assertEquals(List.of(), cluster.objects());
        assertEquals(List.of("rbd/rbd_directory", "rbd/rbd_trash"), cluster.metadataObjects());
    }
}
