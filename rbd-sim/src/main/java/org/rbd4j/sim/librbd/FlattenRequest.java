package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Progress;
import org.rbd4j.sim.rados.BufferRange;

/** Copies up what HEAD still shares with its parent, then detaches HEAD from it. */
final class FlattenRequest {
    private final ImageContext image;
    private final Progress progress;

    FlattenRequest(ImageContext image, Progress progress) {
        this.image = image;
        this.progress = progress;
    }

    void run() {
        copyUp(Striper.objectCount(image.layout(), image.header().head().overlap()));
        ParentSpec parent = image.header().parent().orElseThrow();
        if (image.has(Feature.DEEP_FLATTEN) || image.header().snapshots().isEmpty()) {
            Unwinding.passOver(
                    Errno.ENOENT,
                    () -> ChildrenDirectory.remove(
                            image.io(), parent, image.header().id()));
        }
        if (image.parent() != null) {
            Unwinding.passOver(Errno.ENOENT, () -> image.headerObject().exec(new HeaderMethod.ParentDetach()));
            image.headerObject().announce();
        }
        // Without an overlap nothing of the parent is open, and librbd stops here: the header keeps its parent for
        // ever.
    }

    private void copyUp(long backed) {
        image.objectMap().noteFlattenBegun(backed);
        InFlight.throttled(image, new StoredObjects(image).withParents(0, backed), number -> {
            if (image.objectMap().mayNotExist(number)) {
                image.objectIo().write(number, 0, BufferRange.of(ByteBuffer.allocate(0)));
            }
            progress.report(number, backed);
        });
    }
}
