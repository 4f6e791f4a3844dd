package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.ImageSpec;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** Parents and children where the interface cannot put them yet: in the trash, and in a namespace. */
@OnLibrbd
class LinkedImagesTest {
    private final RealCluster cluster = RealCluster.get();

    @Test
    void sayThatTheyAreInTheTrashOrInANamespace() {
        String poolName = "linked-" + UUID.randomUUID();
        try (Rados rados = cluster.connect(Map.of())) {
            rados.createPool(poolName);
            try (Pool pool = rados.openPool(poolName)) {
                pool.createImage("parent", 4096);
                try (Image parent = pool.openImage("parent")) {
                    parent.snapshots().create("snapshot");
                    parent.snapshots().protect("snapshot");
                    childrenOf(parent, pool);
                }
                parentOf("child", pool);
            } finally {
                rados.deletePool(poolName);
            }
        }
    }

    private void childrenOf(Image parent, Pool pool) {
        String name = pool.name();
        pool.cloneImage("parent", "snapshot", pool, "child");
        pool.cloneImage("parent", "snapshot", pool, "thrown away");
        List<ImageSpec> before = parent.children();
        cluster.rbd("trash", "move", name + "/thrown away");
        List<ImageSpec> after = List.of(before.get(0), before.get(1).withInTrash(true));
        assertEquals(after, parent.children());
        cluster.rbd("namespace", "create", name + "/tenant");
        cluster.rbd("clone", "--rbd-default-clone-format=2", name + "/parent@snapshot", name + "/tenant/child");
        assertEquals(
                List.of(name + "/child", name + "/thrown away (in the trash)", name + "/tenant/child"),
                parent.children().stream().map(ImageSpec::toString).toList());
        assertEquals(
                after,
                parent.children().stream()
                        .filter(child -> child.namespace().isEmpty())
                        .toList());
    }

    private void parentOf(String child, Pool pool) {
        ParentSnapshot before = parentSnapshot(child, pool);
        cluster.rbd("trash", "move", pool.name() + "/parent");
        ParentSnapshot after = parentSnapshot(child, pool);
        assertEquals(before.image().withInTrash(true), after.image());
        assertEquals(before.snapshotId(), after.snapshotId());
        assertEquals(pool.name() + "/parent@snapshot (in the trash)", after.toString());
    }

    private static ParentSnapshot parentSnapshot(String child, Pool pool) {
        try (Image image = pool.openImage(child)) {
            return image.parent().orElseThrow();
        }
    }
}
