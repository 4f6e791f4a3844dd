package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;

/** Opens images: by name for a user, by id for a clone that has a parent and for a removal. */
final class OpenRequest {
    private OpenRequest() {}

    /**
     * Opens an image.
     *
     * @param location where it is
     * @param readOnly true to write nothing, watch nothing, and never see a later header
     * @param snapshot the snapshot to select
     */
    static ImageContext open(ImageLocation location, boolean readOnly, Optional<String> snapshot) {
        ImageContext image = open(location, location.readId(), readOnly, true);
        snapshot.map(image.access()::requireSnapshot).ifPresent(selected -> {
            image.objectMap().requireLoads(selected);
            image.select(selected);
        });
        if (!readOnly) {
            image.beginWatch();
        }
        return image;
    }

    /**
     * Opens an image that is to be removed: its parent is not opened, and may be gone with its pool.
     *
     * @return empty if the image has no header
     */
    static Optional<ImageContext> openToRemove(ImageLocation location, String id) {
        try {
            ImageContext image = open(location, id, false, false);
            image.beginWatch();
            return Optional.of(image);
        } catch (ErrnoFailure failure) {
            if (failure.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Opens the snapshot that an image was cloned from, as long as its pool is there. */
    static ImageContext openParent(ImageContext child, ParentSpec spec) {
        IoContext io = child.io()
                .pool(spec.poolId())
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, "the parent's pool is gone"));
        ImageLocation location =
                new ImageLocation(io, child.location().profile(), ImageDirectory.nameOf(io, spec.imageId()));
        ImageContext parent = open(location, spec.imageId(), true, true);
        parent.select(parent.header().snapshots().get(spec.snapId()));
        return parent;
    }

    private static ImageContext open(ImageLocation location, String id, boolean readOnly, boolean opensParent) {
        HeaderObject headerObject = new HeaderObject(location.io(), id);
        ImageContext image = new ImageContext(location, headerObject, readOnly, opensParent);
        image.refresh();
        return image;
    }
}
