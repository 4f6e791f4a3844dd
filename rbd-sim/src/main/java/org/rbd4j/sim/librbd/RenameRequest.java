package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.IoContext;

/** Renames an image: a new id object, the directory, and then the old id object goes. */
final class RenameRequest {
    private final ImageContext image;
    private final String to;

    RenameRequest(ImageContext image, String to) {
        this.image = image;
        this.to = to;
    }

    /** Where a step fails, what was done before stays; that the old id object stays, librbd passes over. */
    void run() {
        IoContext io = image.io();
        String id = image.header().id();
        String from = ImageDirectory.nameOf(io, id);
        ImageId.create(io, to, id);
        ImageDirectory.rename(io, from, to);
        Unwinding.passOver(() -> ImageId.remove(io, from));
    }
}
