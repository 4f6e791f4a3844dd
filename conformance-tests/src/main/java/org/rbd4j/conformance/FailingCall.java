package org.rbd4j.conformance;

import java.util.function.BiConsumer;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Progress;

/** A call that fails on every image with a snapshot named {@link #SNAPSHOT} that is not protected, no parent and no object map. */
enum FailingCall {
    READ_PAST_THE_END((pool, image) -> image.read(image.size(), 1)),
    WRITE_PAST_THE_END((pool, image) -> image.write(image.size(), new byte[1])),
    DISCARD_PAST_THE_END((pool, image) -> image.discard(image.size(), 1)),
    RESIZE_TO_LESS_THAN_NOTHING((pool, image) -> image.resize(-1)),
    CREATE_A_SNAPSHOT_OF_A_TAKEN_NAME((pool, image) -> image.snapshots().create(FailingCall.SNAPSHOT)),
    RENAME_A_SNAPSHOT_TO_A_TAKEN_NAME(
            (pool, image) -> image.snapshots().rename(FailingCall.SNAPSHOT, FailingCall.SNAPSHOT)),
    REMOVE_NO_SNAPSHOT((pool, image) -> image.snapshots().remove("none")),
    UNPROTECT_WHAT_IS_NOT_PROTECTED((pool, image) -> image.snapshots().unprotect(FailingCall.SNAPSHOT)),
    ROLL_BACK_TO_NO_SNAPSHOT((pool, image) -> image.snapshots().rollback("none")),
    SELECT_NO_SNAPSHOT((pool, image) -> image.selectSnapshot("none")),
    FLATTEN_WHAT_HAS_NO_PARENT((pool, image) -> image.flatten()),
    SWITCH_LAYERING_ON((pool, image) -> image.updateFeatures(Features.of(Feature.LAYERING), true)),
    REBUILD_NO_OBJECT_MAP((pool, image) -> image.rebuildObjectMap(Progress.NONE)),
    DIFF_SINCE_NO_SNAPSHOT((pool, image) -> image.diff(DiffRange.since("none"), extent -> {})),
    COPY_TO_A_TAKEN_NAME((pool, image) -> image.copy(pool, image.name())),
    CREATE_AN_IMAGE_OF_A_TAKEN_NAME((pool, image) -> pool.createImage(image.name(), 1)),
    RENAME_AN_IMAGE_TO_A_TAKEN_NAME((pool, image) -> pool.renameImage(image.name(), image.name())),
    REMOVE_AN_IMAGE_WITH_A_SNAPSHOT((pool, image) -> pool.removeImage(image.name())),
    CLONE_WHAT_IS_NOT_PROTECTED((pool, image) -> pool.cloneImage(image.name(), FailingCall.SNAPSHOT, pool, "clone")),
    OPEN_NO_IMAGE((pool, image) -> pool.openImage("none"));

    static final String SNAPSHOT = "snapshot";

    private final BiConsumer<Pool, Image> call;

    FailingCall(BiConsumer<Pool, Image> call) {
        this.call = call;
    }

    void makeOn(Pool pool, Image image) {
        call.accept(pool, image);
    }
}
