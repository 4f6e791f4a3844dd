package org.rbd4j.librbd;

import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.internal.Reason;

/**
 * Why librbd did not make a clone, which it says by one number (librbd: {@code CloneRequest::validate_*}).
 *
 * @param pool the parent's
 * @param image the parent
 * @param snapshot its snapshot
 * @param child the clone's name
 * @param options of the clone
 */
record CloneReasons(LibrbdPool pool, String image, String snapshot, String child, ImageOptions options) implements Why {
    @Override
    public @Nullable String reasonOf(int errno) {
        if (errno == Errno.EEXIST) {
            return Reason.IMAGE_EXISTS.of(child);
        }
        try (Image parent = pool.openImage(image, OpenOptions.defaults().withReadOnly())) {
            return reasonOf(errno, (LibrbdImage) parent);
        } catch (ImageNotFoundException missing) {
            return errno == Errno.ENOENT ? Reason.NO_SUCH_IMAGE.of() : null;
        }
    }

    private @Nullable String reasonOf(int errno, LibrbdImage parent) {
        if (LibrbdSnapshots.named(snapshot, parent.snapshots().list()) == null) {
            return errno == Errno.ENOENT ? Reason.NO_SUCH_SNAPSHOT.of(snapshot) : null;
        }
        Features features = options.features().orElse(parent.features());
        if (errno == Errno.ENOSYS && features.unknownBits() == 0) {
            return (parent.features().contains(Feature.LAYERING) ? Reason.CLONE_LACKS_LAYERING : Reason.LACKS_LAYERING)
                    .of();
        }
        if (errno == Errno.EINVAL && !parent.snapshots().isProtected(snapshot)) {
            return Reason.NOT_PROTECTED.of(snapshot);
        }
        parent.selectSnapshot(snapshot);
        String wrong = parent.likeIt(child, parent.size(), options).reasonOf(errno);
        return wrong == null && errno == Errno.EINVAL && parent.size() == 0
                ? Reason.SNAPSHOT_HAS_NO_BYTES.of(snapshot)
                : wrong;
    }
}
