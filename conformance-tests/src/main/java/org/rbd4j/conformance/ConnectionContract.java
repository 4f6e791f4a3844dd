package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.PermissionDeniedException;
import org.rbd4j.Pool;
import org.rbd4j.PoolNotFoundException;
import org.rbd4j.Progress;
import org.rbd4j.Rados;

/** A client of a cluster, and the cluster's pools by their names. */
public abstract class ConnectionContract extends Contract {
    private static final ImageOptions PLAIN = ImageOptions.defaults().withFeatures(Features.of(Feature.LAYERING));

    /** Used by the subclasses alone. */
    protected ConnectionContract() {}

    @Test
    void theVersionIsLibrbds() {
        assertEquals(1, client().librbdVersion().major());
        assertEquals(client().librbdVersion(), newClient().librbdVersion());
    }

    @Test
    void allClientsOfAClusterTellItsId() {
        String id = client().fsid();
        assertEquals(id, UUID.fromString(id).toString());
        assertEquals(id, newClient().fsid());
    }

    @Test
    void poolsAreListedInTheOrderOfTheirCreation() {
        pool();
        List<String> before = client().listPools();
        List<String> created =
                List.of(newPool().name(), newPool().name(), newPool().name());
        List<String> after = client().listPools();
        assertEquals(before, after.subList(0, before.size()));
        assertEquals(created, after.subList(before.size(), after.size()));
        assertThrows(UnsupportedOperationException.class, () -> after.add("another"));
    }

    @Test
    void aNewPoolIsThereForEveryClientAtOnce() {
        Rados other = newClient();
        String name = newPool().name();
        try (Pool pool = other.openPool(name)) {
            assertEquals(name, pool.name());
            assertEquals(List.of(), pool.listImages());
        }
        assertTrue(other.listPools().contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a/b", ".dot", " ", "b\u00e4r", "\u65e5\u672c", "\ud83d\ude00"})
    void anyNameThatIsNotEmptyNamesAPool(String suffix) {
        String name = freshPoolName() + suffix;
        client().createPool(name);
        try (Pool pool = client().openPool(name)) {
            assertEquals(name, pool.name());
            assertTrue(client().listPools().contains(name));
        } finally {
            client().deletePool(name);
        }
    }

    @Test
    void aPoolsNameIsTaken() {
        String name = newPool().name();
        assertThrowsExactly(ImageExistsException.class, () -> client().createPool(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void anEmptyNameAndANulAreRefusedForANewPool(String name) {
        assertThrowsExactly(InvalidArgumentException.class, () -> client().createPool(name));
    }

    @Test
    void aNulIsRefusedWhereverAPoolIsNamed() {
        assertThrowsExactly(InvalidArgumentException.class, () -> client().openPool("a\0b"));
        assertThrowsExactly(InvalidArgumentException.class, () -> client().deletePool("a\0b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such-pool"})
    void aPoolThatIsNotThere(String name) {
        assertThrowsExactly(PoolNotFoundException.class, () -> client().openPool(name));
        assertThrowsExactly(PoolNotFoundException.class, () -> client().deletePool(name));
    }

    @Test
    void aDeletedPoolIsGoneForTheClientThatDeletedIt() {
        String name = freshPoolName();
        client().createPool(name);
        try (Pool pool = client().openPool(name)) {
            pool.createImage("image", 1 << 20);
        }
        client().deletePool(name);
        assertFalse(client().listPools().contains(name));
        assertThrowsExactly(PoolNotFoundException.class, () -> client().openPool(name));
        client().createPool(name);
        try (Pool pool = client().openPool(name)) {
            assertEquals(List.of(), pool.listImages(), "a new pool of an old name is empty");
        }
        client().deletePool(name);
    }

    @Test
    void aPoolIsDeletedWithImagesThatAreOpen() {
        Pool pool = poolToDelete();
        pool.createImage("image", 1 << 20);
        pool.openImage("image").write(0, new byte[] {1});
        client().deletePool(pool.name());
        assertEquals(List.of(), pool.listImages());
        assertThrowsExactly(ImageNotFoundException.class, () -> pool.openImage("image"));
        assertThrowsExactly(ImageNotFoundException.class, () -> pool.createImage("another", 1 << 20));
    }

    /** What is read is an error, and never the zeroes of objects that were not written. */
    @Test
    void anImageOfADeletedPoolHasNoData() {
        Pool pool = poolToDelete();
        pool.createImage("image", 1 << 20, PLAIN);
        Image writer = pool.openImage("image");
        writer.write(0, new byte[] {1});
        Image reader = pool.openImage("image", OpenOptions.defaults().withReadOnly());
        client().deletePool(pool.name());
        for (Image image : List.of(writer, reader)) {
            assertThrowsExactly(PermissionDeniedException.class, () -> image.read(0, 1));
            assertThrowsExactly(PermissionDeniedException.class, () -> image.read(1 << 19, 1));
            assertThrowsExactly(
                    PermissionDeniedException.class, () -> image.diff(DiffRange.sinceBeginning(), extent -> {}));
            assertEquals(1 << 20, image.size());
        }
        assertThrowsExactly(PermissionDeniedException.class, () -> writer.write(0, new byte[] {2}));
        assertThrowsExactly(
                ImageNotFoundException.class, () -> writer.snapshots().create("snapshot"));
    }

    /** librbd ends the process where the map could not be opened when the snapshot was selected. */
    @Test
    void noObjectMapOfADeletedPoolIsRebuilt() {
        Pool pool = poolToDelete();
        pool.createImage("image", 1 << 20);
        Image head = pool.openImage("image");
        head.write(0, new byte[] {1});
        head.snapshots().create("snapshot");
        Image selected = pool.openImage("image", OpenOptions.defaults().withSnapshot("snapshot"));
        Image selecting = pool.openImage("image");
        head.write(0, new byte[] {1});
        client().deletePool(pool.name());
        selecting.selectSnapshot("snapshot");
        assertEquals(
                ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID),
                selecting.flags(),
                "the map cannot be read");
        assertEquals(ImageFlags.NONE, selected.flags());
        for (Image image : List.of(head, selected, selecting)) {
            assertThrowsExactly(ImageNotFoundException.class, () -> image.rebuildObjectMap(Progress.NONE));
        }
        selecting.selectHead();
        assertThrowsExactly(ImageNotFoundException.class, () -> selecting.rebuildObjectMap(Progress.NONE));
    }

    @Test
    void aCloneWhoseParentsPoolWasDeletedIsOnlyGoodForBeingRemoved() {
        Pool parents = poolToDelete();
        parents.createImage("parent", 1 << 20, PLAIN);
        try (Image parent = parents.openImage("parent")) {
            parent.write(0, new byte[] {1});
            parent.snapshots().create("snapshot");
            parent.snapshots().protect("snapshot");
        }
        parents.cloneImage("parent", "snapshot", pool(), "child", PLAIN);
        try (Image child = pool().openImage("child")) {
            client().deletePool(parents.name());
            assertThrowsExactly(PermissionDeniedException.class, () -> child.read(0, 1));
            assertThrowsExactly(PermissionDeniedException.class, () -> child.read(1 << 19, 1));
            assertThrowsExactly(PermissionDeniedException.class, child::flatten);
            assertEquals("/parent@snapshot", child.parent().orElseThrow().toString(), "its pool has no name any more");
        }
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().openImage("child"));
        pool().removeImage("child");
        assertEquals(List.of(), pool().listImages());
    }

    /** A new pool, which the test deletes itself. */
    private Pool poolToDelete() {
        String name = freshPoolName();
        client().createPool(name);
        return client().openPool(name);
    }

    @Test
    void noPoolIsNamedNull() {
        assertThrows(NullPointerException.class, () -> client().createPool(null));
        assertThrows(NullPointerException.class, () -> client().openPool(null));
        assertThrows(NullPointerException.class, () -> client().deletePool(null));
    }
}
