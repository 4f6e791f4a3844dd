package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;

/**
 * Where an image is, as one client names it.
 *
 * @param io the pool
 * @param profile which librbd the client has
 * @param name the image's name
 */
record ImageLocation(IoContext io, LibrbdProfile profile, String name) {
    /** The image's id; ends the call if there is no image of that name. */
    String readId() {
        return ImageId.read(io, name).orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, Reason.NO_SUCH_IMAGE.of()));
    }
}
