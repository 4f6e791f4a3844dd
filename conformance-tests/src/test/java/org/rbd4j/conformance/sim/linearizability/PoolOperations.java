package org.rbd4j.conformance.sim.linearizability;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.sim.SimCluster;

/** A pool with a parent to clone from, and at most three other images. */
@Param(name = "image", gen = IntGen.class, conf = "0:2")
public class PoolOperations {
    private final Pool pool = SimCluster.create().connect().openPool("rbd");
    private final Image parent;

    /** Makes a cluster of its own. */
    public PoolOperations() {
        pool.createImage("parent", 1);
        parent = pool.openImage("parent");
        parent.snapshots().create("base");
        parent.snapshots().protect("base");
    }

    @Operation
    public String create(@Param(name = "image") int image) {
        return Outcome.of(() -> pool.createImage("image-" + image, 1));
    }

    @Operation
    public String cloneParent(@Param(name = "image") int image) {
        return Outcome.of(() -> pool.cloneImage("parent", "base", pool, "image-" + image));
    }

    @Operation
    public String remove(@Param(name = "image") int image) {
        return Outcome.of(() -> pool.removeImage("image-" + image));
    }

    @Operation
    public String rename(@Param(name = "image") int from, @Param(name = "image") int to) {
        return Outcome.of(() -> pool.renameImage("image-" + from, "image-" + to));
    }

    @Operation
    public String listClones() {
        return Outcome.of(parent::children);
    }

    @Operation
    public String list() {
        return Outcome.of(pool::listImages);
    }
}
